package im.gateway.protocol.oscar;

import java.util.HashMap;
import java.util.Map;

/** Reads the body of any SNAC whose type this package knows. */
public final class SnacBodies {
    /** Reads one type of body. */
    private interface Parser {
        SnacBody parse(int type, Bytes body) throws OscarException;
    }

    /** A body of a type that is not known here. */
    public record Unknown(int type, Bytes body) implements SnacBody {
        @Override
        public void write(ByteWriter out) {
            out.bytes(body);
        }
    }

    private static final Map<Integer, Parser> PARSERS = parsers();

    private SnacBodies() {}

    public static SnacBody parse(Snac snac) throws OscarException {
        Parser parser = PARSERS.get(snac.type());
        if (parser != null) {
            return parser.parse(snac.type(), snac.body());
        }
        return snac.subtype() == Snac.ERROR_SUBTYPE
                ? SnacError.parse(snac.family(), snac.body())
                : new Unknown(snac.type(), snac.body());
    }

    private static Map<Integer, Parser> parsers() {
        Map<Integer, Parser> map = new HashMap<>();
        session(map);
        presence(map);
        messages(map);
        list(map);
        return Map.copyOf(map);
    }

    private static void session(Map<Integer, Parser> map) {
        map.put(Bucp.ChallengeRequest.TYPE, (type, body) -> Bucp.ChallengeRequest.parse(body));
        map.put(Bucp.Challenge.TYPE, (type, body) -> Bucp.Challenge.parse(body));
        map.put(Bucp.LoginRequest.TYPE, (type, body) -> Bucp.LoginRequest.parse(body));
        map.put(Bucp.LoginReply.TYPE, (type, body) -> Bucp.LoginReply.parse(body));
        map.put(Oservice.HostOnline.TYPE, (type, body) -> Oservice.HostOnline.parse(body));
        map.put(Oservice.Versions.WANTED, Oservice.Versions::parse);
        map.put(Oservice.Versions.GIVEN, Oservice.Versions::parse);
        map.put(Oservice.ClientOnline.TYPE, (type, body) -> Oservice.ClientOnline.parse(body));
        map.put(Oservice.UserInfoUpdate.TYPE, (type, body) -> Oservice.UserInfoUpdate.parse(body));
        map.put(Oservice.Warned.TYPE, (type, body) -> Oservice.Warned.parse(body));
        map.put(Oservice.Idle.TYPE, (type, body) -> Oservice.Idle.parse(body));
        map.put(Oservice.Motd.TYPE, (type, body) -> Oservice.Motd.parse(body));
        map.put(Oservice.SetStatus.TYPE, (type, body) -> Oservice.SetStatus.parse(body));
        map.put(Oservice.ServiceRequest.TYPE, (type, body) -> Oservice.ServiceRequest.parse(body));
        map.put(Oservice.Redirect.TYPE, (type, body) -> Oservice.Redirect.parse(body));
        map.put(Bart.Request.AIM, Bart.Request::parse);
        map.put(Bart.Request.ICQ, Bart.Request::parse);
        map.put(Bart.Reply.AIM, Bart.Reply::parse);
        map.put(Bart.Reply.ICQ, Bart.Reply::parse);
        map.put(Rates.Info.TYPE, (type, body) -> Rates.Info.parse(body));
        map.put(Rates.Ack.TYPE, (type, body) -> Rates.Ack.parse(body));
        map.put(Rates.Change.TYPE, (type, body) -> Rates.Change.parse(body));
    }

    private static void presence(Map<Integer, Parser> map) {
        map.put(Locate.SetInfo.TYPE, (type, body) -> Locate.SetInfo.parse(body));
        map.put(Locate.Query.TYPE, (type, body) -> Locate.Query.parse(body));
        map.put(Locate.OldQuery.TYPE, (type, body) -> Locate.OldQuery.parse(body));
        map.put(Locate.Reply.TYPE, (type, body) -> Locate.Reply.parse(body));
        map.put(Buddy.Names.WATCH, Buddy.Names::parse);
        map.put(Buddy.Names.UNWATCH, Buddy.Names::parse);
        map.put(Buddy.Presence.ARRIVED, Buddy.Presence::parse);
        map.put(Buddy.Presence.DEPARTED, Buddy.Presence::parse);
    }

    private static void messages(Map<Integer, Parser> map) {
        map.put(Icbm.Parameters.SET, Icbm.Parameters::parse);
        map.put(Icbm.Parameters.GIVEN, Icbm.Parameters::parse);
        map.put(Icbm.ToHost.TYPE, (type, body) -> Icbm.ToHost.parse(body));
        map.put(Icbm.ToClient.TYPE, (type, body) -> Icbm.ToClient.parse(body));
        map.put(Icbm.HostAck.TYPE, (type, body) -> Icbm.HostAck.parse(body));
        map.put(Icbm.ClientError.TYPE, (type, body) -> Icbm.ClientError.parse(body));
        map.put(Icbm.Missed.TYPE, (type, body) -> Icbm.Missed.parse(body));
        map.put(Icbm.Typing.TYPE, (type, body) -> Icbm.Typing.parse(body));
        map.put(Icq.Envelope.QUESTION, Icq.Envelope::parse);
        map.put(Icq.Envelope.ANSWER, Icq.Envelope::parse);
    }

    private static void list(Map<Integer, Parser> map) {
        map.put(Feedbag.QueryIfModified.TYPE, (type, body) -> Feedbag.QueryIfModified.parse(body));
        map.put(Feedbag.Reply.TYPE, (type, body) -> Feedbag.Reply.parse(body));
        map.put(Feedbag.Change.INSERT, Feedbag.Change::parse);
        map.put(Feedbag.Change.UPDATE, Feedbag.Change::parse);
        map.put(Feedbag.Change.DELETE, Feedbag.Change::parse);
        map.put(Feedbag.Status.TYPE, (type, body) -> Feedbag.Status.parse(body));
        map.put(Authorization.Request.GRANT_AHEAD, Authorization.Request::parse);
        map.put(Authorization.Request.GRANTED_AHEAD, Authorization.Request::parse);
        map.put(Authorization.Request.TO_HOST, Authorization.Request::parse);
        map.put(Authorization.Request.TO_CLIENT, Authorization.Request::parse);
        map.put(Authorization.Answer.TO_HOST, Authorization.Answer::parse);
        map.put(Authorization.Answer.TO_CLIENT, Authorization.Answer::parse);
        map.put(Authorization.Name.ADDED, Authorization.Name::parse);
        map.put(Authorization.Name.REMOVE_ME, Authorization.Name::parse);
    }
}
