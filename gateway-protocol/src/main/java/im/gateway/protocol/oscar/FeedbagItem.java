package im.gateway.protocol.oscar;

/**
 * One item of the list that the server keeps for a user.
 *
 * @param name of the user or group, or special
 * @param group the id of the group it is in, or that it is
 * @param id unique in the group; 0 for a group itself
 * @param kind one of the constants or another
 * @param attributes such as {@link #ALIAS}
 */
public record FeedbagItem(String name, int group, int id, int kind, Tlvs attributes) {
    public static final int BUDDY = 0;
    public static final int GROUP = 1;
    public static final int PERMIT = 2;
    public static final int DENY = 3;
    public static final int PRIVACY = 4;
    public static final int PREFERENCES = 5;
    public static final int IGNORE = 0x0E;
    public static final int ICON = 0x14;

    /** The contact has not yet allowed to be added. */
    public static final int PENDING = 0x66;
    /** In a group: the ids of its contacts; in the master group (0, 0): those of the groups. */
    public static final int ORDER = 0xC8;
    /** In {@link #PRIVACY}: who may see this user, one byte: {@link #PERMIT_ALL}, {@link #DENY_SOME} or another. */
    public static final int PRIVACY_MODE = 0xCA;

    /** Everybody may; {@link #DENY} says nothing. */
    public static final int PERMIT_ALL = 1;
    /** Only those of {@link #PERMIT}. */
    public static final int PERMIT_SOME = 3;
    /** Everybody but those of {@link #DENY}. */
    public static final int DENY_SOME = 4;

    /** What the user calls the contact. */
    public static final int ALIAS = 0x131;

    public static FeedbagItem buddy(String name, int group, int id) {
        return new FeedbagItem(name, group, id, BUDDY, Tlvs.EMPTY);
    }

    public static FeedbagItem group(String name, int group) {
        return new FeedbagItem(name, group, 0, GROUP, Tlvs.EMPTY);
    }

    /** Somebody who is not to see the user; in no group. */
    public static FeedbagItem deny(String name, int id) {
        return new FeedbagItem(name, 0, id, DENY, Tlvs.EMPTY);
    }

    /** Somebody who may see the user where only some may; in no group. */
    public static FeedbagItem permit(String name, int id) {
        return new FeedbagItem(name, 0, id, PERMIT, Tlvs.EMPTY);
    }

    /** Who may see the user; a list has one at most, without a name and in no group. */
    public static FeedbagItem privacy(int id) {
        return new FeedbagItem("", 0, id, PRIVACY, Tlvs.EMPTY);
    }

    public FeedbagItem with(Tlv attribute) {
        return new FeedbagItem(name, group, id, kind, attributes.with(attribute));
    }

    public FeedbagItem without(int attribute) {
        return new FeedbagItem(name, group, id, kind, attributes.without(attribute));
    }

    /** Whether both are the same item, changed or not. */
    public boolean sameId(FeedbagItem other) {
        return group == other.group && id == other.id;
    }

    public static FeedbagItem parse(ByteReader in) throws OscarException {
        return new FeedbagItem(
                in.string16(),
                in.u16(),
                in.u16(),
                in.u16(),
                Tlvs.parse(in.bytes(in.u16()).reader()));
    }

    public void write(ByteWriter out) {
        ByteWriter data = new ByteWriter();
        attributes.write(data);
        out.string16(name).u16(group).u16(id).u16(kind).u16(data.length()).bytes(data.toBytes());
    }
}
