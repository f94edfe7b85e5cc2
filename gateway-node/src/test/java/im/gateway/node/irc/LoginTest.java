package im.gateway.node.irc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {
    /** As ergochat 2.15 does it. */
    static final String RICH_LOGIN = """
            C: CAP LS 302
            C: NICK romeo
            C: USER romeo 0 * :XMPP gateway user
            S: :ergo.test CAP * LS * :account-notify away-notify batch cap-notify chghost echo-message extended-monitor labeled-response
            S: :ergo.test CAP * LS :message-tags sasl=PLAIN,EXTERNAL,SCRAM-SHA-256 server-time setname standard-replies
            C: CAP REQ :message-tags server-time batch labeled-response away-notify extended-monitor account-notify chghost setname sasl
            S: :ergo.test CAP * ACK :message-tags server-time batch labeled-response away-notify extended-monitor account-notify chghost setname sasl
            C: AUTHENTICATE PLAIN
            S: AUTHENTICATE +
            C: AUTHENTICATE AHJvbWVvAHNlY3JldA==
            S: :ergo.test 900 * * romeo :You are now logged in as romeo
            S: :ergo.test 903 * :Authentication successful
            C: CAP END
            S: :ergo.test 001 romeo :Welcome to the ErgoTest IRC Network romeo
            S: :ergo.test 005 romeo AWAYLEN=20 CASEMAPPING=ascii CHANTYPES=# MONITOR=3 NICKLEN=32 UTF8ONLY :are supported by this server
            S: :ergo.test NOTICE romeo :*** Welcome
            S: :ergo.test 372 romeo :- message of the day
            S: :ergo.test 376 romeo :End of MOTD command
            E: logged in as romeo
            """;

    /** As a server of old does it: no capabilities, no MONITOR, brackets are letters. */
    static final String POOR_LOGIN = """
            C: CAP LS 302
            C: NICK romeo
            C: USER romeo 0 * :XMPP gateway user
            S: :irc.test NOTICE AUTH :*** Looking up your hostname
            S: PING :12345
            C: PONG 12345
            S: :irc.test 421 * CAP :Unknown command
            S: :irc.test 001 romeo :Welcome to the Internet Relay Network romeo!~romeo@host
            S: :irc.test 005 romeo CASEMAPPING=rfc1459 NICKLEN=9 :are supported on this server
            S: :irc.test 422 romeo :MOTD file is missing
            E: logged in as romeo
            """;

    private static final String TO_SASL = """
            C: CAP LS 302
            C: NICK romeo
            C: USER romeo 0 * :XMPP gateway user
            S: CAP * LS :sasl
            C: CAP REQ sasl
            S: CAP * ACK sasl
            C: AUTHENTICATE PLAIN
            """;

    @Test
    void bySasl() {
        Transcript.rich("");
    }

    @Test
    void withoutAPasswordOnAServerOfOld() {
        Transcript.poor("");
    }

    @ParameterizedTest
    @CsvSource({
        "904 * :SASL authentication failed: Invalid account credentials, BAD_CREDENTIALS",
        "904 * :SASL authentication failed: Please wait at least 59s and try again, UNREACHABLE",
        "905 * :SASL message too long, BAD_CREDENTIALS",
        "906 * :SASL authentication aborted, UNREACHABLE",
        "902 romeo :You must use a nick assigned to you, REFUSED",
        "465 romeo :You are banned from this server, REFUSED"
    })
    void saslOutcomes(String reply, String failure) {
        String words = reply.substring(reply.indexOf(':') + 1);
        Transcript transcript = Transcript.begin("")
                .play(TO_SASL + """
                        S: AUTHENTICATE +
                        C: AUTHENTICATE AHJvbWVvAHNlY3JldA==
                        """ + "S: :irc.test " + reply + "\nE: login failed " + failure + ": " + words);
        assertThat(transcript.isOver()).isTrue();
    }

    @Test
    void aServerThatHasNoPlainIsRefused() {
        Transcript.begin("").play(TO_SASL + """
                S: :irc.test 908 romeo EXTERNAL :are available SASL mechanisms
                S: :irc.test 904 romeo :SASL authentication failed
                E: login failed REFUSED: SASL mechanisms: EXTERNAL (expected: PLAIN among them)
                """);
    }

    @Test
    void noSaslIsNoSuccessAndMayComeBack() {
        Transcript.begin("").play("""
                        C: CAP LS 302
                        C: NICK romeo
                        C: USER romeo 0 * :XMPP gateway user
                        S: CAP * LS :away-notify
                        C: CAP REQ away-notify
                        S: CAP * NAK :away-notify
                        E: login failed UNREACHABLE: the server offers no SASL (expected with auth = sasl)
                        """);
        Transcript.begin("").play("""
                        C: CAP LS 302
                        C: NICK romeo
                        C: USER romeo 0 * :XMPP gateway user
                        S: :irc.test 001 romeo :Welcome
                        S: :irc.test 422 romeo :no MOTD
                        E: login failed UNREACHABLE: the server let the user in without SASL (expected with auth = sasl)
                        """);
    }

    @Test
    void byNickServ() {
        String login = POOR_LOGIN.replace("E: logged in as romeo\n", "");
        Transcript.begin("auth = nickserv").play(login + """
                C: PRIVMSG NickServ :IDENTIFY romeo secret
                S: :NickServ!s@services NOTICE romeo :This nickname is registered. Please choose a different nick.
                S: :impostor!s@h NOTICE romeo :You are now identified
                S: :NickServ!s@services NOTICE romeo :You are now identified for romeo.
                E: logged in as romeo
                """);
        Transcript.begin("auth = nickserv").play(login + """
                C: PRIVMSG NickServ :IDENTIFY romeo secret
                S: :NickServ!s@services NOTICE romeo :Invalid password for romeo.
                E: login failed BAD_CREDENTIALS: Invalid password for romeo.
                """);
        Transcript.begin("auth = nickserv").play(login + """
                C: PRIVMSG NickServ :IDENTIFY romeo secret
                S: :irc.test 401 romeo NickServ :No such nick
                E: login failed UNREACHABLE: NickServ: No such nick
                """);
    }

    @Test
    void byTheServersPassword() {
        String begin = """
                C: CAP LS 302
                C: PASS secret
                C: NICK romeo
                C: USER romeo 0 * :XMPP gateway user
                """;
        Transcript.begin("auth = pass").play(begin + """
                S: :irc.test 464 romeo :Password incorrect
                E: login failed BAD_CREDENTIALS: Password incorrect
                """);
        Transcript.begin("auth = pass").play(begin + """
                S: ERROR :Access denied: Bad password?
                E: login failed BAD_CREDENTIALS: Access denied: Bad password?
                """);
    }

    @Test
    void theNetworksOwnPasswordIsTheOperatorsAffair() {
        Transcript.begin("auth = none, server-password = hush").play("""
                        C: CAP LS 302
                        C: PASS hush
                        C: NICK romeo
                        C: USER romeo 0 * :XMPP gateway user
                        S: :irc.test 464 romeo :Password incorrect
                        E: login failed REFUSED: Password incorrect
                        """);
    }

    @Test
    void aNickInUseGetsATailAndIsTakenBackLater() {
        Transcript.begin(Transcript.UNLIMITED + "\nauth = none").play("""
                        C: CAP LS 302
                        C: NICK romeo
                        C: USER romeo 0 * :XMPP gateway user
                        S: :irc.test 433 * romeo :Nickname already in use
                        C: NICK romeo_
                        S: :irc.test 001 romeo_ :Welcome
                        S: :irc.test 376 romeo_ :End of MOTD
                        E: logged in as romeo_
                        T: 31S
                        C: NICK romeo
                        S: :irc.test 433 romeo_ romeo :Nickname already in use
                        T: 31S
                        C: NICK romeo
                        S: :romeo_!~romeo@h NICK romeo
                        T: 31S
                        S: :juliet!~j@h PRIVMSG romeo :there you are
                        E: juliet says: there you are
                        """);
    }

    @Test
    void withAnAccountNickServIsAskedForTheNick() {
        String login = RICH_LOGIN
                .replace("C: CAP END\n", "C: CAP END\nS: :ergo.test 433 * romeo :in use\nC: NICK romeo_\n")
                .replace("001 romeo ", "001 romeo_ ")
                .replace("logged in as romeo\n", "logged in as romeo_\n");
        Transcript.begin(Transcript.UNLIMITED).play(login + "C: PRIVMSG NickServ :REGAIN romeo\n");
    }

    @Test
    void aNickThatStaysInUseMeansLater() {
        StringBuilder script = new StringBuilder("""
                C: CAP LS 302
                C: NICK romeo
                C: USER romeo 0 * :XMPP gateway user
                """);
        for (int tails = 1; tails <= 5; tails++) {
            script.append("S: 433 * romeo :in use\nC: NICK romeo")
                    .append("_".repeat(tails))
                    .append('\n');
        }
        Transcript.begin("auth = none").play(script + "S: 433 * romeo :in use\nE: login failed UNREACHABLE: in use");
    }

    @Test
    void aNickThatTheServerCannotHave() {
        Transcript.begin("auth = none").play("""
                        C: CAP LS 302
                        C: NICK romeo
                        C: USER romeo 0 * :XMPP gateway user
                        S: :irc.test 432 * romeo :Erroneous nickname
                        E: login failed BAD_CREDENTIALS: Erroneous nickname
                        """);
    }

    @Test
    void aServerThatNeverAnswersIsUnreachable() {
        Transcript transcript = Transcript.begin("").play("""
                        C: CAP LS 302
                        C: NICK romeo
                        C: USER romeo 0 * :XMPP gateway user
                        T: 29S
                        T: 2S
                        E: login failed UNREACHABLE: the server did not complete the login in time
                        S: :irc.test 001 romeo :too late
                        X: say 1 juliet too late
                        """);
        assertThat(transcript.isOver()).isTrue();
    }

    @Test
    void whatTheCoreAsksBeforeTheLoginIsDoneAfterIt() {
        String[] login = RICH_LOGIN.split("\n", 4);
        Transcript.begin(Transcript.UNLIMITED)
                .play(login[0] + "\n" + login[1] + "\n" + login[2] + "\n" + """
                X: show AWAY at lunch, for longer than AWAYLEN
                X: watch juliet
                X: say 7 juliet hello
                X: typing juliet COMPOSING
                """ + login[3] + """
                C: AWAY :at lunch, for longer
                C: @label=1 PRIVMSG juliet hello
                C: MONITOR + juliet
                """);
    }
}
