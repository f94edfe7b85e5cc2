package im.gateway.node.irc;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The presence of contacts, and the user's own. */
class WatchTest {
    @Test
    @Tag("rfc2779-5.1.18")
    void monitorTellsWhoComesAndGoes() {
        Transcript.rich("").play("""
                        X: watch juliet nurse
                        C: MONITOR + juliet,nurse
                        S: :ergo.test 730 romeo :Juliet!~j@h
                        C: USERHOST juliet
                        S: :ergo.test 731 romeo :nurse
                        E: nurse is gone
                        S: :ergo.test 302 romeo :Juliet=+~j@h
                        E: juliet is ONLINE
                        S: :ergo.test 730 romeo :juliet!~j@h
                        S: :ergo.test 731 romeo :juliet
                        E: juliet is gone
                        S: :ergo.test 731 romeo :juliet
                        """);
    }

    @Test
    @Tag("rfc2779-4.4.1")
    void whoIsAwayAlreadyIsToldOnceAndWhole() {
        Transcript.rich("").play("""
                        X: watch juliet nurse
                        C: MONITOR + juliet,nurse
                        S: :ergo.test 730 romeo :juliet!~j@h,nurse!n@h
                        C: USERHOST juliet
                        S: :ergo.test 302 romeo :juliet=-~j@h
                        C: USERHOST nurse
                        C: WHOIS juliet
                        S: :ergo.test 302 romeo :nurse*=+n@h
                        E: nurse is ONLINE
                        S: :ergo.test 311 romeo juliet ~j h * :Juliet
                        S: :ergo.test 301 romeo juliet :gone \u0002fishing
                        S: :ergo.test 318 romeo juliet :End of /WHOIS list
                        E: juliet is AWAY: gone fishing
                        """);
    }

    @Test
    void awayNotifyTellsTheRest() {
        Transcript.rich("").play("""
                        X: watch juliet
                        C: MONITOR + juliet
                        S: :ergo.test 730 romeo :juliet!~j@h
                        C: USERHOST juliet
                        S: :ergo.test 302 romeo :juliet=+~j@h
                        E: juliet is ONLINE
                        S: :juliet!~j@h AWAY :lunch
                        E: juliet is AWAY: lunch
                        S: :juliet!~j@h AWAY :lunch
                        S: :juliet!~j@h AWAY
                        E: juliet is ONLINE
                        S: :stranger!~s@h AWAY :who
                        """);
    }

    @Test
    @Tag("rfc2779-2.2.4")
    void whoeverDoesNotFitTheMonitorListIsPolled() {
        Transcript.rich("watch { poll = 40s }").play("""
                        X: watch a b c d e
                        C: MONITOR + a,b,c
                        T: 1S
                        C: ISON d e
                        S: :ergo.test 303 romeo :e
                        E: d is gone
                        C: USERHOST e
                        S: :ergo.test 302 romeo :e=+e@h
                        E: e is ONLINE
                        S: :ergo.test 734 romeo 2 c :Monitor list is full
                        T: 1S
                        C: ISON c d e
                        S: :ergo.test 303 romeo :
                        E: c is gone
                        E: e is gone
                        T: 41S
                        C: ISON c d e
                        """);
    }

    @Test
    void withoutMonitorAllArePolledAtAPace() {
        Transcript.poor("watch { poll = 40s }").play("""
                        X: watch juliet foo[1]
                        T: 0.1S
                        C: ISON juliet foo[1]
                        S: :irc.test 303 romeo :Juliet FOO{1}
                        C: USERHOST juliet
                        S: :irc.test 302 romeo :Juliet=-~j@h
                        C: USERHOST foo[1]
                        C: WHOIS juliet
                        S: :irc.test 302 romeo :foo{1}=+f@h
                        E: foo[1] is ONLINE
                        S: :irc.test 301 romeo Juliet :fishing
                        S: :irc.test 318 romeo juliet :End
                        E: juliet is AWAY: fishing
                        T: 39S
                        T: 1S
                        C: ISON juliet foo[1]
                        S: :irc.test 303 romeo :Juliet
                        E: foo[1] is gone
                        C: USERHOST juliet
                        S: :irc.test 302 romeo :Juliet=+~j@h
                        E: juliet is ONLINE
                        """);
    }

    @Test
    void monitorWithoutAwayNotifyIsHelpedByPolling() {
        String login = LoginTest.POOR_LOGIN.replace("NICKLEN=9", "MONITOR=10 NICKLEN=9");
        Transcript.begin(Transcript.UNLIMITED + "\nauth = none, watch { poll = 40s }")
                .play(login + """
                X: watch juliet
                C: MONITOR + juliet
                S: :irc.test 731 romeo juliet
                E: juliet is gone
                T: 45S
                S: :irc.test 730 romeo juliet!j@h
                C: USERHOST juliet
                S: :irc.test 302 romeo :juliet=+j@h
                E: juliet is ONLINE
                T: 36S
                C: USERHOST juliet
                S: :irc.test 302 romeo :juliet=-j@h
                C: WHOIS juliet
                S: :irc.test 301 romeo juliet :lunch
                S: :irc.test 318 romeo juliet :End
                E: juliet is AWAY: lunch
                T: 40S
                C: USERHOST juliet
                S: :irc.test 302 romeo :juliet=+j@h
                E: juliet is ONLINE
                """);
    }

    @Test
    void manyNamesAreAskedForInSeveralLines() {
        String names = "aaaaaaa1 aaaaaaa2 aaaaaaa3 aaaaaaa4 aaaaaaa5 aaaaaaa6 aaaaaaa7 aaaaaaa8 aaaaaaa9";
        String line = names + " " + names.replace('a', 'b') + " " + names.replace('a', 'c') + " "
                + names.replace('a', 'd') + " " + names.replace('a', 'e').substring(0, 53);
        Transcript.poor("")
                .play("X: watch " + line + " zz1 zz2\nT: 1S\nC: ISON " + line + "\n"
                        + "S: :irc.test 303 romeo :\n"
                        + "C: ISON zz1 zz2\n"
                        + line.replaceAll("(\\S+) ?", "E: $1 is gone\n"));
    }

    @Test
    void oneNameHoweverItIsSpelt() {
        Transcript.poor("").play("""
                        X: watch foo[1]
                        T: 1S
                        C: ISON foo[1]
                        S: :irc.test 303 romeo :
                        E: foo[1] is gone
                        S: :Foo{1}!f@h PRIVMSG romeo :hello
                        E: foo[1] says: hello
                        S: :Bar{1}!f@h PRIVMSG romeo :hello
                        E: bar{1} says: hello
                        """);
    }

    @Test
    void anAwayInAnswerToAMessageIsPresence() {
        Transcript.poor("").play("""
                        X: watch juliet
                        T: 1S
                        C: ISON juliet
                        S: :irc.test 303 romeo :juliet
                        C: USERHOST juliet
                        S: :irc.test 302 romeo :juliet=+~j@h
                        E: juliet is ONLINE
                        X: say 1 juliet hello
                        C: PRIVMSG juliet hello
                        C: PING settle-1
                        S: :irc.test 301 romeo juliet :lunch
                        E: juliet is AWAY: lunch
                        S: :irc.test PONG irc.test settle-1
                        E: outcome 1 ok
                        """);
    }

    @Test
    void aServerWithoutUserhostKnowsOnlyWhoIsThere() {
        Transcript.poor("").play("""
                        X: watch juliet
                        T: 1S
                        C: ISON juliet
                        S: :irc.test 303 romeo :juliet
                        C: USERHOST juliet
                        S: :irc.test 421 romeo USERHOST :Unknown command
                        E: juliet is ONLINE
                        """);
    }

    @Test
    void aQuestionThatIsNotAnsweredIsAskedAgainLater() {
        Transcript.poor("timeouts { answer = 20s }").play("""
                        X: watch juliet
                        T: 1S
                        C: ISON juliet
                        T: 31S
                        C: ISON juliet
                        S: :irc.test 303 romeo :juliet
                        C: USERHOST juliet
                        T: 20S
                        E: juliet is ONLINE
                        """);
    }

    @Test
    void addingAndRemoving() {
        Transcript.rich("").play("""
                        X: add juliet
                        C: MONITOR + juliet
                        X: watch juliet
                        X: remove juliet
                        C: MONITOR - juliet
                        S: :ergo.test 730 romeo :juliet!~j@h
                        X: remove nobody
                        X: add two\\swords
                        E: AddContactFailed[contact=two words, error=ITEM_NOT_FOUND, reason=the network has no such names]
                        X: answer juliet
                        """);
    }

    @Test
    void anImpossibleContactIsGoneAndNeverAskedFor() {
        Transcript.poor("").play("""
                        X: watch longerthan9 a:b
                        E: longerthan9 is gone
                        E: a:b is gone
                        T: 60S
                        """);
    }

    @Test
    void theUsersOwnPresence() {
        Transcript.rich("").play("""
                        X: show ONLINE
                        X: show AWAY
                        C: AWAY Away
                        X: show XA
                        C: AWAY :Away for a longer ti
                        X: show DND a b\\nc
                        C: AWAY :a b c
                        X: show DND a b\\nc
                        X: show CHAT
                        C: AWAY
                        """);
    }
}
