package im.gateway.loadtest.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import im.gateway.loadtest.scenario.ScenarioReader.WrongScenario;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Settings with bounds: what is wrong is said with its place, its name, what it is and what was expected. */
record Settings(Config all) {
    int whole(String key, int least, int most) throws WrongScenario {
        return (int) number(key, least, most);
    }

    double number(String key, double least, double most) throws WrongScenario {
        double value = all.getDouble(key);
        if (!(value >= least && value <= most)) {
            throw wrong(key, plain(least) + " to " + plain(most));
        }
        return value;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** One of an enum's names, in small letters and with hyphens. */
    <E extends Enum<E>> E word(String key, Class<E> words) throws WrongScenario {
        List<E> known = List.of(words.getEnumConstants());
        Optional<E> found = known.stream()
                .filter(e -> spelling(e).equals(all.getString(key).toLowerCase(Locale.ROOT)))
                .findFirst();
        if (found.isEmpty()) {
            throw wrong(key, "one of " + known.stream().map(Settings::spelling).toList());
        }
        return found.get();
    }

    private static String spelling(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    WrongScenario wrong(String key, String expected) {
        ConfigValue value = all.getValue(key);
        return new WrongScenario(
                value.origin().description() + ": " + key + ": " + value.unwrapped() + " (expected: " + expected + ")");
    }
}
