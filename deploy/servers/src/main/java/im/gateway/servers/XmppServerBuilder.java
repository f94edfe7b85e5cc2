package im.gateway.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an XMPP server is to be; every setting has a value that suits a test.
 *
 * @param <B> the builder of that server
 */
public abstract class XmppServerBuilder<B extends XmppServerBuilder<B>> {
    final List<XmppComponent> components = new ArrayList<>();

    @Nullable
    Path folder;

    String domain = "localhost";
    boolean privileged;
    private int clientPort;
    private int componentPort;

    XmppServerBuilder() {}

    abstract B self();

    /** Keeps data and log in this folder; otherwise they are in a temporary one. */
    public B folder(Path chosen) {
        folder = chosen;
        return self();
    }

    /** The domain of the accounts; otherwise localhost. */
    public B domain(String name) {
        domain = name;
        return self();
    }

    /** Where clients connect; otherwise a free port. */
    public B clientPort(int port) {
        clientPort = port;
        return self();
    }

    /** Where components connect; otherwise a free port. */
    public B componentPort(int port) {
        componentPort = port;
        return self();
    }

    /** Admits a component. */
    public B component(String componentDomain, String secret) {
        components.add(new XmppComponent(componentDomain, secret));
        return self();
    }

    /** Grants the components access to rosters, messages and presence (XEP-0356). */
    public B privileged(boolean granted) {
        privileged = granted;
        return self();
    }

    int chosenClientPort() {
        return clientPort == 0 ? Ports.free() : clientPort;
    }

    int chosenComponentPort() {
        return componentPort == 0 ? Ports.free() : componentPort;
    }
}
