package im.gateway.loadtest.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import im.gateway.loadtest.drive.RateCurve.Point;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateCurveTest {
    private static final double SECOND = 1e9;

    @Test
    void aConstantRateIsTheSameEverywhere() {
        RateCurve curve = RateCurve.constant(50);
        assertThat(curve.after(3 * SECOND, 10) / SECOND).isCloseTo(3.2, within(1e-9));
        assertThat(curve.perSecond(0)).isEqualTo(50);
    }

    /** From 0 to 10 a second within 10 s: half of the 50 come in the last 2.93 s. */
    @Test
    void aRampHoldsTheAreaUnderIt() {
        RateCurve curve = curve(0, 0, 10, 10);
        assertThat(curve.after(0, 50) / SECOND).isCloseTo(10, within(1e-6));
        assertThat(curve.after(0, 25) / SECOND).isCloseTo(10 / Math.sqrt(2), within(1e-6));
        assertThat(curve.after(0, 60) / SECOND).isCloseTo(11, within(1e-6));
    }

    @Test
    void twoPointsAtOneTimeAreAStep() {
        RateCurve curve = curve(0, 1, 5, 1, 5, 100);
        assertThat(curve.after(0, 5) / SECOND).isCloseTo(5, within(1e-6));
        assertThat(curve.after(0, 105) / SECOND).isCloseTo(6, within(1e-6));
        assertThat(curve.perSecond(4.9 * SECOND)).isCloseTo(1, within(1e-9));
        assertThat(curve.perSecond(5.1 * SECOND)).isCloseTo(100, within(1e-9));
    }

    @Test
    void aRateOfNothingForAWhileIsWaitedFor() {
        RateCurve curve = curve(0, 0, 5, 0, 5, 10);
        assertThat(curve.after(0, 1) / SECOND).isCloseTo(5.1, within(1e-6));
    }

    @Test
    void arrivalsOfACurveThatWouldNeverEndAreRefused() {
        assertThatThrownBy(() -> curve(0, 5, 10, 0)).hasMessageContaining("the last rate is 0");
    }

    private static RateCurve curve(double... pairs) {
        Point[] points = new Point[pairs.length / 2];
        for (int i = 0; i < points.length; i++) {
            points[i] = new Point(Duration.ofMillis((long) (1000 * pairs[2 * i])), pairs[2 * i + 1]);
        }
        return RateCurve.of(List.of(points));
    }
}
