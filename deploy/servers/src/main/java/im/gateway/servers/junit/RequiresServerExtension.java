package im.gateway.servers.junit;

import im.gateway.servers.ServerException;
import im.gateway.servers.ServerKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides for {@link RequiresServer}. */
public final class RequiresServerExtension implements ExecutionCondition, BeforeAllCallback, BeforeEachCallback {
    static final String PROPERTY = "gateway.servers";
    static final String REQUIRED = "required";

    private final Function<ServerKind, Optional<String>> missing;
    private final boolean required;

    /** For JUnit: looks at this machine and at the system property. */
    public RequiresServerExtension() {
        this(ServerKind::missing, REQUIRED.equals(System.getProperty(PROPERTY)));
    }

    RequiresServerExtension(Function<ServerKind, Optional<String>> missing, boolean required) {
        this.missing = missing;
        this.required = required;
    }

    /** Disabled, with the reason, where a server is missing and need not be there. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> reasons = reasons(context);
        if (reasons.isEmpty() || required) {
            return ConditionEvaluationResult.enabled("every server is there, or has to be");
        }
        String reason = String.join("; ", reasons);
        // Surefire writes the reason into its report, and only the number of skipped tests to the console.
        System.out.println("SKIPPED " + name(context) + ": " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        failWhereMissing(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        failWhereMissing(context);
    }

    private void failWhereMissing(ExtensionContext context) {
        List<String> reasons = reasons(context);
        if (!reasons.isEmpty()) {
            throw new ServerException("a server is missing, and -D" + PROPERTY + "=" + REQUIRED + " is set: "
                    + String.join("; ", reasons));
        }
    }

    private static String name(ExtensionContext context) {
        String test = context.getRequiredTestClass().getSimpleName();
        return context.getTestMethod()
                .map(method -> test + "." + method.getName())
                .orElse(test);
    }

    private List<String> reasons(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), RequiresServer.class).stream()
                .flatMap(annotation -> Stream.of(annotation.value()))
                .flatMap(kind -> missing.apply(kind).stream().map(reason -> kind + ": " + reason))
                .toList();
    }
}
