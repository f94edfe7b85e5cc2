package im.gateway.loadtest.quickstart;

import java.net.InetSocketAddress;
import java.util.Locale;

/** What a reader can do with the running parts. */
final class Invitation {
    private Invitation() {}

    static String text(Stage stage) {
        return String.format(
                        Locale.ROOT,
                        """

                Everything stays up until Ctrl-C. With an XMPP client of yours:
                  server    %s, no encryption (plain passwords have to be allowed)
                  account   %s, password %s
                Then
                  1. look for services of %s, or add the contact %s
                  2. register there as %s with the password %s
                  3. add the contact %s@%s
                and with an IRC client
                  server    %s, no encryption
                  nick      %s, by SASL with the password %s
                  4. write to %s: the message arrives in the XMPP client, and the answer in the IRC client
                """,
                        text(stage.client()),
                        stage.user().address(),
                        stage.user().password(),
                        stage.user().domain(),
                        stage.gateway(),
                        stage.userOnIrc().name(),
                        stage.userOnIrc().password(),
                        stage.contactOnIrc().name(),
                        stage.gateway(),
                        text(stage.irc()),
                        stage.contactOnIrc().name(),
                        stage.contactOnIrc().password(),
                        stage.userOnIrc().name())
                + oscar(stage);
    }

    private static String oscar(Stage stage) {
        InetSocketAddress network = stage.oscar();
        if (network == null) {
            return "";
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "AIM and ICQ are a simulated OSCAR network (%s), with one contact each who repeats what you write:%n",
                text(network)));
        for (Stage.OscarPlace place : stage.oscarPlaces()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %s   register there as %s with the password %s, and add the contact %s%n",
                    place.gateway(),
                    place.user(),
                    place.password(),
                    place.contactAddress()));
        }
        return text.toString();
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ", port " + address.getPort();
    }
}
