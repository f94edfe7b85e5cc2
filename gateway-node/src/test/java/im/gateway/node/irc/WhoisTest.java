package im.gateway.node.irc;

import org.junit.jupiter.api.Test;

/** Searches and profiles by WHOIS (RFC 2812 section 3.6.2). */
class WhoisTest {
    @Test
    void asksForOneAfterTheOther() {
        Transcript.rich("").play("""
                        X: profile 1 juliet
                        C: WHOIS juliet
                        X: search 2 Nurse
                        S: :ergo.test 311 romeo Juliet ~j capulet.lit * :Juliet \u0002Capulet
                        S: :ergo.test 312 romeo Juliet ergo.test :A server
                        S: :ergo.test 318 romeo Juliet :End of /WHOIS list
                        E: profile 1 of juliet: Juliet Capulet | Juliet | Juliet!~j@capulet.lit
                        C: WHOIS Nurse
                        S: :ergo.test 311 romeo Nurse n capulet.lit * :
                        S: :ergo.test 318 romeo Nurse :End of /WHOIS list
                        E: search 2: [Found[contact=nurse, first=null, last=null, nick=nurse, email=null]]
                        X: profile 3 juliet
                        C: WHOIS juliet
                        S: :ergo.test 311 romeo Juliet ~j capulet.lit * :Juliet
                        S: :ergo.test 301 romeo Juliet :asleep
                        S: :ergo.test 318 romeo Juliet :End of /WHOIS list
                        E: profile 3 of juliet: Juliet | Juliet | Juliet!~j@capulet.lit\\nasleep
                        """);
    }

    @Test
    void whoIsNotThereIsNotFound() {
        Transcript.poor("").play("""
                        X: search 1 paris
                        C: WHOIS paris
                        X: profile 2 paris
                        S: :poor.test 401 romeo paris :No such nick
                        S: :poor.test 318 romeo paris :End of WHOIS
                        E: search 1: []
                        C: WHOIS paris
                        S: :poor.test 401 romeo paris :No such nick
                        S: :poor.test 318 romeo paris :End of WHOIS
                        E: profile 2 of paris: ITEM_NOT_FOUND
                        X: search 3 *paris*
                        E: search 3: []
                        X: search 4 paris,\\sjuliet
                        E: search 4: []
                        """);
    }

    /** The probe for away texts asks by WHOIS too: each hears its own answer only. */
    @Test
    void doesNotDisturbTheProbeForAwayTexts() {
        Transcript.rich("").play("""
                        X: watch juliet
                        C: MONITOR + juliet
                        S: :ergo.test 730 romeo :juliet!~j@h
                        C: USERHOST juliet
                        S: :ergo.test 302 romeo :juliet=-~j@h
                        C: WHOIS juliet
                        X: profile 1 nurse
                        C: WHOIS nurse
                        S: :ergo.test 318 romeo nurse :End of /WHOIS list
                        E: profile 1 of nurse: ITEM_NOT_FOUND
                        S: :ergo.test 301 romeo juliet :fishing
                        S: :ergo.test 318 romeo juliet :End of /WHOIS list
                        E: juliet is AWAY: fishing
                        """);
    }

    @Test
    void aServerThatDoesNotAnswerIsNotWaitedFor() {
        Transcript.rich("timeouts { answer = 20s, idle = 10m }").play("""
                        X: profile 1 juliet
                        C: WHOIS juliet
                        X: profile 2 nurse
                        T: 21S
                        E: profile 1 of juliet: REMOTE_SERVER_TIMEOUT
                        C: WHOIS nurse
                        S: :ergo.test 311 romeo Juliet ~j capulet.lit * :Juliet
                        S: :ergo.test 318 romeo Juliet :End of /WHOIS list
                        S: :ergo.test 311 romeo nurse n capulet.lit * :Angelica
                        S: :ergo.test 318 romeo nurse :End of /WHOIS list
                        E: profile 2 of nurse: Angelica | nurse | nurse!n@capulet.lit
                        """);
    }
}
