package im.gateway.node.legacy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a legacy user tells of themselves, as plain text; what they do not tell is null, and never empty.
 *
 * @param nick what they call themselves
 * @param homepage a URL
 * @param organization where they work
 * @param position what they do there
 * @param about what they write of themselves; may have several lines
 */
public record ContactDetails(
        @Nullable String fullName,
        @Nullable String given,
        @Nullable String family,
        @Nullable String nick,
        @Nullable String email,
        @Nullable LocalDate birthday,
        @Nullable Gender gender,
        @Nullable String homepage,
        @Nullable Address address,
        @Nullable String organization,
        @Nullable String position,
        @Nullable String about,
        @Nullable Avatar avatar) {
    /** Of who tells nothing. */
    public static final ContactDetails NOTHING = new Builder().build();

    /** As legacy services ask for it. */
    public enum Gender {
        FEMALE,
        MALE
    }

    /** Where they live; each part null where it is not told. */
    public record Address(
            @Nullable String street,
            @Nullable String locality,
            @Nullable String region,
            @Nullable String postcode,
            @Nullable String country) {
        boolean isEmpty() {
            return street == null && locality == null && region == null && postcode == null && country == null;
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The same with that picture. */
    public ContactDetails with(@Nullable Avatar picture) {
        return new ContactDetails(
                fullName,
                given,
                family,
                nick,
                email,
                birthday,
                gender,
                homepage,
                address,
                organization,
                position,
                about,
                picture);
    }

    /** Collects details; what is null or blank is not told. */
    public static final class Builder {
        private @Nullable String fullName;
        private @Nullable String given;
        private @Nullable String family;
        private @Nullable String nick;
        private @Nullable String email;
        private @Nullable LocalDate birthday;
        private @Nullable Gender gender;
        private @Nullable String homepage;
        private @Nullable Address address;
        private @Nullable String organization;
        private @Nullable String position;
        private @Nullable String about;

        private Builder() {}

        public Builder fullName(@Nullable String value) {
            fullName = told(value);
            return this;
        }

        public Builder given(@Nullable String value) {
            given = told(value);
            return this;
        }

        public Builder family(@Nullable String value) {
            family = told(value);
            return this;
        }

        public Builder nick(@Nullable String value) {
            nick = told(value);
            return this;
        }

        public Builder email(@Nullable String value) {
            email = told(value);
            return this;
        }

        public Builder birthday(@Nullable LocalDate value) {
            birthday = value;
            return this;
        }

        public Builder gender(@Nullable Gender value) {
            gender = value;
            return this;
        }

        public Builder homepage(@Nullable String value) {
            homepage = told(value);
            return this;
        }

        public Builder address(Address value) {
            Address told = new Address(
                    told(value.street()),
                    told(value.locality()),
                    told(value.region()),
                    told(value.postcode()),
                    told(value.country()));
            address = told.isEmpty() ? null : told;
            return this;
        }

        public Builder organization(@Nullable String value) {
            organization = told(value);
            return this;
        }

        public Builder position(@Nullable String value) {
            position = told(value);
            return this;
        }

        public Builder about(@Nullable String value) {
            about = told(value);
            return this;
        }

        public ContactDetails build() {
            return new ContactDetails(
                    fullName,
                    given,
                    family,
                    nick,
                    email,
                    birthday,
                    gender,
                    homepage,
                    address,
                    organization,
                    position,
                    about,
                    null);
        }

        private static @Nullable String told(@Nullable String value) {
            return value == null || value.isBlank() ? null : value.strip();
        }
    }
}
