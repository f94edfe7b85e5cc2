package im.gateway.node.irc;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.protocol.irc.IrcLine;
import java.util.List;

/**
 * What a session wants done.
 *
 * @param lines to write, in order, before anything else
 * @param events to tell the core, in order
 * @param wakeAt when the session wants to be asked again at the latest, in nanoseconds of {@link Now}; {@link Now#NEVER} for not at all
 * @param close whether the connection is to be closed after the lines
 */
record Step(List<IrcLine> lines, List<LegacyEvent> events, long wakeAt, boolean close) {}
