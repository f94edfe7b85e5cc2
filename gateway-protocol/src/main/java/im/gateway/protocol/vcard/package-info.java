/** Electronic business cards (XEP-0054), and the picture in them as presence tells of it (XEP-0153). */
@NullMarked
package im.gateway.protocol.vcard;

import org.jspecify.annotations.NullMarked;
