/** The stories of XEP-0100's use cases on networks with sessions of their own: AIM and ICQ on the simulated OSCAR network, IRC on a real server. */
@NullMarked
package im.gateway.loadtest.story;

import org.jspecify.annotations.NullMarked;
