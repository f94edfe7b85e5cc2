package im.gateway.loadtest.xmpp;

import im.gateway.protocol.xml.Element;

/** Hears each stanza that comes in on a stream, in the stream's event loop. */
@FunctionalInterface
public interface StanzaListener {
    void received(Element stanza);
}
