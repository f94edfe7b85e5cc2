package im.gateway.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeapGrowthTest {
    private double live;
    private Map<String, Long> classes = Map.of();
    private final HeapGrowth growth = new HeapGrowth(List.of(new Watched() {
        @Override
        public String name() {
            return "node";
        }

        @Override
        public Usage usage() {
            return Usage.NONE;
        }

        @Override
        public double residentMebibytes() {
            return 0;
        }

        @Override
        public double liveHeapMebibytes() {
            return live;
        }

        @Override
        public Map<String, Long> liveClasses() {
            return classes;
        }
    }));

    private void look(int users, double mebibytes, long strings) throws IOException {
        live = mebibytes;
        classes = Map.of("java.lang.String", strings);
        growth.at(users);
    }

    @Test
    void theFirstLoginsOfANodeAreNoUsersCost() throws IOException {
        look(0, 30, 0);
        look(1000, 80, 50_000);
        look(3000, 100, 90_000);
        look(5000, 120, 130_000);
        assertThat(growth.kibibytesPerUser()).isEqualTo(10.24);
        assertThat(growth.parts()).containsExactly(new Result.HeapPart("java.lang.String", 20));
        assertThat(growth.mebibytes()).isEqualTo(120);
    }

    @Test
    void whoIsOfflineCostsWhatTheEmptyNodeHadNot() throws IOException {
        look(0, 30, 0);
        look(1000, 80, 50_000);
        look(3000, 100, 90_000);
        live = 33;
        growth.atRest();
        assertThat(growth.kibibytesPerOfflineUser(3000)).isEqualTo(1.024);
        assertThat(growth.offlineMebibytes()).isEqualTo(33);
        assertThat(growth.kibibytesPerUser()).as("as before").isEqualTo(10.24);
    }

    @Test
    void withASingleNumberOfUsersTheyAreAllThatThereIs() throws IOException {
        look(0, 30, 0);
        look(1000, 80, 50_000);
        assertThat(growth.kibibytesPerUser()).isEqualTo(51.2);
        assertThat(growth.parts()).containsExactly(new Result.HeapPart("java.lang.String", 50));
    }
}
