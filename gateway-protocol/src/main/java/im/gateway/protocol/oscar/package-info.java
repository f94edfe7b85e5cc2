/**
 * OSCAR, the protocol of AIM and ICQ: frames (FLAP), data units (SNAC) and their contents. Pure: fed with bytes, gives values.
 *
 * <p>Written from the public protocol descriptions (the "OSCAR protocol" pages of iserverd, 2002 to 2006); numbers in hexadecimal pairs such as 04/07 are
 * the family and the subtype of a SNAC as those pages write them. All numbers on the wire are big-endian, except in the payload of family 15.
 */
@NullMarked
package im.gateway.protocol.oscar;

import org.jspecify.annotations.NullMarked;
