package im.gateway.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.subscription.SubscriptionState;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContactsTest {
    private static final SubscriptionState[] STATES = SubscriptionState.values();

    /** The same as a sorted map of the same contacts, after each of many random changes. */
    @Test
    void behavesAsASortedMap() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Contacts contacts = Contacts.EMPTY;
        TreeMap<String, Contact> expected = new TreeMap<>();
        for (int i = 0; i < 2000; i++) {
            String name = "contact" + random.nextInt(40);
            SubscriptionState state = STATES[random.nextInt(STATES.length)];
            switch (random.nextInt(3)) {
                case 0 -> {
                    Contact contact = new Contact(name, "name " + i, List.of("group"), state);
                    contacts = contacts.with(contact);
                    expected.put(name, contact);
                }
                case 1 -> {
                    contacts = contacts.withSubscription(name, state);
                    Contact before = expected.getOrDefault(name, new Contact(name, null, List.of(), state));
                    expected.put(name, new Contact(name, before.name(), before.groups(), state));
                }
                default -> {
                    contacts = contacts.without(name);
                    expected.remove(name);
                }
            }
            assertThat(contacts.toList()).as("seed %d, step %d", seed, i).containsExactlyElementsOf(expected.values());
            assertThat(contacts.get(name)).as("seed %d, step %d", seed, i).isEqualTo(expected.get(name));
        }
        assertThat(Contacts.of(expected.values())).isEqualTo(contacts).hasSameHashCodeAs(contacts);
    }

    @Test
    void aChangeLeavesTheOriginalAsItWas() {
        Contacts before = Contacts.EMPTY.withSubscription("romeo", SubscriptionState.TO);
        before.withSubscription("romeo", SubscriptionState.BOTH);
        before.without("romeo");
        before.with(new Contact("tybalt", null, List.of(), SubscriptionState.NONE));
        assertThat(before.subscription("romeo")).isEqualTo(SubscriptionState.TO);
        assertThat(before.size()).isEqualTo(1);
        assertThat(before.subscription("nobody")).isEqualTo(SubscriptionState.NONE);
    }
}
