package im.gateway.node.oscar;

import im.gateway.node.legacy.ContactDetails;
import im.gateway.node.legacy.ContactDetails.Gender;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.IcqDirectory;
import im.gateway.protocol.oscar.OscarException;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The pages of one ICQ user's information, put together. Countries are left out: the service knows them by telephone codes only. */
final class IcqDetails {
    private final ContactDetails.Builder details = ContactDetails.builder();
    private boolean exists;

    /** Takes a page; pages of other kinds, and those that have nothing, are passed over. */
    void add(int subtype, Bytes data, Charset charset) throws OscarException {
        switch (subtype) {
            case IcqDirectory.BASIC -> add(IcqDirectory.Basic.parse(data, charset));
            case IcqDirectory.MORE -> add(IcqDirectory.More.parse(data, charset));
            case IcqDirectory.WORK -> add(IcqDirectory.Work.parse(data, charset));
            case IcqDirectory.NOTES -> details.about(IcqDirectory.notes(data, charset));
            default -> {
                // Further e-mail addresses, interests, affiliations: a vCard has no place for them.
            }
        }
    }

    private void add(IcqDirectory.@Nullable Basic basic) {
        if (basic == null) {
            return;
        }
        exists = true;
        details.nick(basic.nick())
                .given(basic.first())
                .family(basic.last())
                .fullName(basic.first() + " " + basic.last())
                .email(basic.email())
                .address(new ContactDetails.Address(basic.street(), basic.city(), basic.state(), basic.zip(), null));
    }

    private void add(IcqDirectory.@Nullable More more) {
        if (more == null) {
            return;
        }
        details.homepage(more.homepage());
        if (more.gender() == IcqDirectory.More.FEMALE) {
            details.gender(Gender.FEMALE);
        } else if (more.gender() == IcqDirectory.More.MALE) {
            details.gender(Gender.MALE);
        }
        try {
            details.birthday(
                    more.birthYear() == 0 ? null : LocalDate.of(more.birthYear(), more.birthMonth(), more.birthDay()));
        } catch (DateTimeException impossible) {
            // A year alone, or the 31st of February: nothing that could be said.
            details.birthday(null);
        }
    }

    private void add(IcqDirectory.@Nullable Work work) {
        if (work != null) {
            details.organization(work.company()).position(work.position());
        }
    }

    /** What was told; null where there is no such user. */
    @Nullable
    ContactDetails build() {
        return exists ? details.build() : null;
    }

    static @Nullable String told(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
