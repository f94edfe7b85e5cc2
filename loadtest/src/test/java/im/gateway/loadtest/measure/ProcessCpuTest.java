package im.gateway.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessCpuTest {
    /** The name of a program may hold spaces and parentheses (proc(5)). */
    @Test
    void readsUserAndSystemTime() {
        String stat = "4711 (a) b (c) S 1 4711 4711 0 -1 4194560 100 0 0 0 250 75 9 9 20 0 1 0 100 1000 10";
        assertThat(ProcessCpu.seconds(stat)).isEqualTo(3.25);
    }

    @Test
    void agreesWithWhatTheJvmSaysOfItself() throws IOException {
        double jvm =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
        assertThat(ProcessCpu.seconds(ProcessHandle.current().pid())).isCloseTo(jvm, within(1.0));
        assertThat(ProcessCpu.residentMebibytes(ProcessHandle.current().pid())).isBetween(10.0, 4096.0);
    }

    @Test
    void idleIsTheShareBetweenTwoReadings() {
        assertThat(ProcessCpu.idle(new ProcessCpu.MachineTime(1000, 400), new ProcessCpu.MachineTime(1200, 450)))
                .isEqualTo(0.25);
    }
}
