package im.gateway.loadtest.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the kernel says of a process (proc(5)): any program, whatever it is written in. */
public final class ProcessCpu {
    /** USER_HZ, the unit of the fields: 100 on every architecture that Linux runs on today. */
    private static final double TICKS_PER_SECOND = 100.0;

    /** After the name, which is in parentheses and may hold anything: utime and stime are the fields 14 and 15 of the line. */
    private static final int USER_TIME = 14 - 3;

    private static final Pattern WORD = Pattern.compile("\\S+");

    private ProcessCpu() {}

    /**
     * The CPU time that a process has used, in seconds, user and system.
     *
     * @throws IOException when there is no such process
     */
    public static double seconds(long pid) throws IOException {
        return seconds(Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.UTF_8));
    }

    static double seconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", USER_TIME + 3);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) / TICKS_PER_SECOND;
    }

    /**
     * The CPU time of those threads of a process that are alive and whose names begin with a word, in seconds. The kernel keeps 15
     * characters of a name.
     *
     * @throws IOException when there is no such process
     */
    public static double seconds(long pid, String threads) throws IOException {
        double sum = 0;
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks.toList()) {
                try {
                    String stat = Files.readString(task.resolve("stat"), StandardCharsets.UTF_8);
                    if (stat.startsWith(threads, stat.indexOf('(') + 1)) {
                        sum += seconds(stat);
                    }
                } catch (NoSuchFileException ended) {
                    // A thread that has ended between the two questions.
                }
            }
        }
        return sum;
    }

    /**
     * The memory of a process that is in RAM (VmRSS), in MiB.
     *
     * @throws IOException when there is no such process
     */
    public static double residentMebibytes(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.UTF_8)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException(String.format(Locale.ROOT, "/proc/%d/status has no VmRSS: the process has ended", pid));
    }

    /** The share of the machine's CPU time that was idle, 0 to 1, between two readings of {@link #machine()}. */
    public static double idle(MachineTime before, MachineTime after) {
        long total = after.total() - before.total();
        return total == 0 ? 1 : (double) (after.idle() - before.idle()) / total;
    }

    /** The CPU time of all processors since the machine's start, in ticks, and the part of it that nobody used. */
    public record MachineTime(long total, long idle) {}

    /**
     * The machine's CPU time.
     *
     * @throws IOException where there is no /proc
     */
    public static MachineTime machine() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/stat"), StandardCharsets.UTF_8)
                .get(0);
        List<String> fields =
                WORD.matcher(line).results().map(MatchResult::group).toList();
        long total = 0;
        // user nice system idle iowait irq softirq steal; guest time is in user already.
        for (int i = 1; i <= 8; i++) {
            total += Long.parseLong(fields.get(i));
        }
        return new MachineTime(total, Long.parseLong(fields.get(4)) + Long.parseLong(fields.get(5)));
    }
}
