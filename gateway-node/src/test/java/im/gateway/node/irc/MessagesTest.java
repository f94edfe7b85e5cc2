package im.gateway.node.irc;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages both ways, their outcomes, and the flood limit. */
class MessagesTest {
    @Test
    void labelsMakeEachOutcomeCertain() {
        Transcript.rich("").play("""
                        X: say 1 juliet hello
                        C: @label=1 PRIVMSG juliet hello
                        X: say 2 nobody hello there
                        C: @label=2 PRIVMSG nobody :hello there
                        S: @label=1 :ergo.test ACK
                        E: outcome 1 ok
                        S: @label=2 :ergo.test 401 romeo nobody :No such nick
                        E: outcome 2 ITEM_NOT_FOUND: No such nick
                        X: say 3 juliet hello
                        C: @label=3 PRIVMSG juliet hello
                        S: @label=3 :ergo.test 301 romeo juliet :fishing
                        E: outcome 3 ok
                        """);
    }

    @Test
    void anAnswerOfSeveralLinesIsABatch() {
        Transcript.rich("").play("""
                        X: say 1 juliet hello
                        C: @label=1 PRIVMSG juliet hello
                        S: @label=1 :ergo.test BATCH +q labeled-response
                        S: @batch=q :ergo.test 301 romeo juliet :fishing
                        S: @batch=q :ergo.test 404 romeo juliet :Cannot send
                        S: :ergo.test BATCH -q
                        E: outcome 1 SERVICE_UNAVAILABLE: Cannot send
                        """);
    }

    @Test
    void aPongMakesOutcomesCertainWithoutLabels() {
        Transcript.poor("").play("""
                        X: say 1 juliet hello
                        C: PRIVMSG juliet hello
                        C: PING settle-1
                        X: say 2 nobody hello
                        C: PRIVMSG nobody hello
                        X: say 3 Nurse hello
                        C: PRIVMSG Nurse hello
                        S: :irc.test PONG irc.test :settle-1
                        E: outcome 1 ok
                        C: PING settle-3
                        S: :irc.test 401 romeo nobody :No such nick
                        S: :irc.test PONG irc.test settle-3
                        E: outcome 2 ITEM_NOT_FOUND: No such nick
                        E: outcome 3 ok
                        """);
    }

    @Test
    void withoutLabelsAnErrorIsForWhatWentBeforeThePing() {
        Transcript.poor("").play("""
                        X: say 1 foo[1] hello
                        C: PRIVMSG foo[1] hello
                        C: PING settle-1
                        X: say 2 foo[1] again
                        C: PRIVMSG foo[1] again
                        S: :irc.test 401 romeo FOO{1} :No such nick
                        S: :irc.test PONG irc.test :settle-1
                        E: outcome 1 ITEM_NOT_FOUND: No such nick
                        C: PING settle-2
                        S: :irc.test PONG irc.test :settle-2
                        E: outcome 2 ok
                        """);
    }

    @Test
    void aContactWhoIsOfflineIsNotUnknown() {
        Transcript.rich("").play("""
                        X: watch juliet
                        C: MONITOR + juliet
                        S: :ergo.test 731 romeo juliet
                        E: juliet is gone
                        X: say 1 juliet hello
                        C: @label=1 PRIVMSG juliet hello
                        S: @label=1 :ergo.test 401 romeo juliet :No such nick
                        E: outcome 1 SERVICE_UNAVAILABLE: No such nick
                        """);
    }

    @Test
    void anImpossibleNameIsUnknownWithoutAsking() {
        Transcript.rich("").play("""
                        X: say 1 two\\swords hello
                        E: outcome 1 ITEM_NOT_FOUND: the network has no such names
                        X: say 2 #channel hello
                        E: outcome 2 ITEM_NOT_FOUND: the network has no such names
                        """);
        Transcript.poor("").play("""
                        X: say 1 longerthan9 hello
                        E: outcome 1 ITEM_NOT_FOUND: the network has no such names
                        """);
    }

    @Test
    void severalLinesAreSeveralMessagesWithOneOutcome() {
        Transcript.rich("").play("""
                        X: say 1 juliet one\\n\\ntwo
                        C: @label=1 PRIVMSG juliet one
                        C: @label=2 PRIVMSG juliet two
                        S: @label=1 :ergo.test ACK
                        S: @label=2 :ergo.test 404 romeo juliet :Cannot send
                        E: outcome 1 SERVICE_UNAVAILABLE: Cannot send
                        """);
    }

    @Test
    @Tag("rfc2779-5.4.8")
    void aLongMessageFitsTheLimitAlsoForItsReceiver() {
        // 512 - ":romeo!" + 12 + "@" + 63 + " " - "PRIVMSG juliet :" - CR LF
        int room = 512 - 7 - 12 - 1 - 63 - 1 - 16 - 2;
        String first = "x".repeat(room - 1);
        Transcript.rich("")
                .play("X: say 1 juliet " + first + "\u00e9 y\n"
                        + "C: @label=1 PRIVMSG juliet " + first + "\n"
                        + "C: @label=2 PRIVMSG juliet :\u00e9 y\n");
    }

    @Test
    void whatIsTooMuchIsRefused() {
        Transcript.rich("flood { lines-per-message = 2 }").play("""
                        X: say 1 juliet a\\nb\\nc
                        E: outcome 1 POLICY_VIOLATION: 3 lines (expected: <= 2)
                        X: say 2 juliet \\n
                        E: outcome 2 NOT_ACCEPTABLE: there is nothing to send
                        """);
    }

    @Test
    void noMoreThanTheWindowIsUnanswered() {
        Transcript.rich("flood { window = 2, queue = 2 }").play("""
                        X: say 1 juliet a
                        C: @label=1 PRIVMSG juliet a
                        X: say 2 juliet b
                        C: @label=2 PRIVMSG juliet b
                        X: say 3 juliet c
                        X: say 4 juliet d
                        X: say 5 juliet e
                        E: outcome 5 RESOURCE_CONSTRAINT: too many messages wait for the network
                        T: 5S
                        S: @label=1 :ergo.test ACK
                        E: outcome 1 ok
                        C: @label=3 PRIVMSG juliet c
                        """);
    }

    @Test
    void theFloodLimitSpreadsLinesOverTime() {
        Transcript.begin("flood { burst = 2, lines-per-second = 0.5 }")
                .play(LoginTest.RICH_LOGIN)
                .play("""
                        X: say 1 juliet a\\nb\\nc\\nd
                        C: @label=1 PRIVMSG juliet a
                        C: @label=2 PRIVMSG juliet b
                        T: 1.9S
                        T: 0.2S
                        C: @label=3 PRIVMSG juliet c
                        X: show AWAY
                        X: show DND busy
                        T: 2S
                        C: @label=4 PRIVMSG juliet d
                        T: 2S
                        C: AWAY busy
                        """);
    }

    @Test
    void theRestOfAMessageThatFailedIsNotSent() {
        Transcript.begin("flood { burst = 1, lines-per-second = 0.5 }")
                .play(LoginTest.RICH_LOGIN)
                .play("""
                        X: say 1 nobody a\\nb\\nc
                        C: @label=1 PRIVMSG nobody a
                        S: @label=1 :ergo.test 401 romeo nobody :No such nick
                        T: 5S
                        E: outcome 1 ITEM_NOT_FOUND: No such nick
                        """);
    }

    @Test
    void actionsBothWays() {
        Transcript.rich("").play("""
                        X: say 1 juliet /me waves
                        C: @label=1 PRIVMSG juliet :^ACTION waves^
                        S: :juliet!~j@h PRIVMSG romeo :\u0001ACTION bows \u0002deeply\u0002\u0001
                        E: juliet says: /me bows deeply
                        """);
    }

    @Test
    void whatComesIn() {
        Transcript.rich("").play("""
                        S: @time=2026-11-21T09:00:00.500Z :Juliet!~j@h PRIVMSG romeo :now \u00034,1red
                        E: juliet says: now red
                        S: @time=2026-11-21T08:00:00.000Z :juliet!~j@h PRIVMSG ROMEO :stored
                        E: juliet says at 2026-11-21T08:00:00Z: stored
                        S: :juliet!~j@h NOTICE romeo :a notice
                        E: juliet says: a notice
                        S: :juliet!~j@h PRIVMSG #channel :not for us
                        S: :romeo!~r@h PRIVMSG romeo :from another client to itself
                        S: :romeo!~r@h PRIVMSG juliet :from another client
                        E: elsewhere to juliet: from another client
                        S: :romeo!~r@h PRIVMSG juliet :\u0001ACTION waves\u0001
                        E: elsewhere to juliet: /me waves
                        S: :romeo!~r@h PRIVMSG juliet :\u0001VERSION\u0001
                        S: :romeo!~r@h NOTICE juliet :an answer of another client
                        S: :romeo!~r@h PRIVMSG #channel :neither for us
                        S: :juliet!~j@h PRIVMSG romeo :\u0002\u0002
                        S: :NickServ!s@services NOTICE romeo :Your vhost is on.
                        E: notice: NickServ: Your vhost is on.
                        S: :ergo.test NOTICE romeo :Server going down in 5 minutes
                        E: notice: Server going down in 5 minutes
                        """);
    }

    @Test
    void aServiceThatTheUserAskedAnswersAsAContact() {
        Transcript.rich("").play("""
                        X: say 1 nickserv HELP
                        C: @label=1 PRIVMSG nickserv HELP
                        S: @label=1 :NickServ!s@services NOTICE romeo :Commands are
                        E: outcome 1 ok
                        E: nickserv says: Commands are
                        S: :NickServ!s@services NOTICE romeo :IDENTIFY
                        E: nickserv says: IDENTIFY
                        S: :observ!o@h PRIVMSG romeo :I am no service
                        E: observ says: I am no service
                        """);
    }

    @Test
    void otherClientRequests() {
        Transcript.rich("").play("""
                        S: :juliet!~j@h PRIVMSG romeo :\u0001VERSION\u0001
                        C: NOTICE juliet :^VERSION gateway^
                        S: :juliet!~j@h PRIVMSG romeo :\u0001PING 12345\u0001
                        C: NOTICE juliet :^PING 12345^
                        S: :juliet!~j@h PRIVMSG romeo :\u0001DCC SEND x 1 2 3\u0001
                        S: :juliet!~j@h NOTICE romeo :\u0001VERSION mine\u0001
                        """);
    }

    @Test
    void typingBothWays() {
        Transcript.rich("").play("""
                        X: typing juliet COMPOSING
                        C: @+typing=active TAGMSG juliet
                        X: typing juliet COMPOSING
                        T: 3S
                        X: typing juliet COMPOSING
                        C: @+typing=active TAGMSG juliet
                        X: typing juliet PAUSED
                        C: @+typing=paused TAGMSG juliet
                        X: typing juliet STOPPED
                        C: @+typing=done TAGMSG juliet
                        S: @+typing=active :juliet!~j@h TAGMSG romeo
                        E: juliet is COMPOSING
                        S: @+typing=done :juliet!~j@h TAGMSG romeo
                        E: juliet is STOPPED
                        S: @+draft/react=x :juliet!~j@h TAGMSG romeo
                        """);
        Transcript.poor("").play("X: typing juliet COMPOSING");
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUp() {
        Transcript.rich("").play("""
                        T: 91S
                        C: PING alive
                        S: :ergo.test PONG ergo.test alive
                        T: 91S
                        C: PING alive
                        T: 61S
                        E: logged out UNREACHABLE: the server does not answer
                        """);
        Transcript.rich("").play("""
                        X: say 1 juliet hello
                        C: @label=1 PRIVMSG juliet hello
                        T: 50S
                        S: :ergo.test NOTICE romeo :still here
                        E: notice: still here
                        T: 11S
                        E: logged out UNREACHABLE: the server does not answer
                        """);
    }

    @Test
    void theEndOfALinkIsToldOnceAndForWhatItIs() {
        Transcript.rich("").play("""
                        S: ERROR :Closing Link: romeo[h] (Killed (NickServ (GHOST command used by juliet)))
                        E: logged out REPLACED: Closing Link: romeo[h] (Killed (NickServ (GHOST command used by juliet)))
                        S: ERROR :Closing Link: again
                        X: say 1 juliet too late
                        """);
        Transcript.rich("").play("""
                        S: :oper!o@h KILL romeo :K-lined: spam
                        E: logged out REFUSED: K-lined: spam
                        """);
        Transcript.rich("").play("""
                        S: ERROR :Closing Link: h (Ping timeout: 120 seconds)
                        E: logged out UNREACHABLE: Closing Link: h (Ping timeout: 120 seconds)
                        """);
        Transcript.rich("").play("""
                        S: ERROR :You are banned: too many connections, try again later
                        E: logged out UNREACHABLE: You are banned: too many connections, try again later
                        """);
    }
}
