package im.gateway.node.user;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.text.TextKey;
import im.gateway.node.user.Questions.Question;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Requests that only the legacy network can answer: each is answered once, whatever becomes of the session meanwhile. They are settled
 * with the answer, so that a request whose actor is lost is put again.
 */
final class QuestionRules {
    private QuestionRules() {}

    /**
     * Puts a question to the network.
     *
     * @param command makes the question of its number
     * @return whether the outcome is certain already
     */
    static boolean ask(Draft draft, long token, Iq request, LongFunction<LegacyCommand> command) {
        if (!draft.record.isRegistered()) {
            return refuse(draft, request, StanzaCondition.REGISTRATION_REQUIRED, TextKey.NOT_REGISTERED);
        }
        LoginState login = draft.login;
        if (login instanceof LoginState.LoggedOut || login instanceof LoginState.SignedOff) {
            return refuse(draft, request, StanzaCondition.SERVICE_UNAVAILABLE, TextKey.NOT_LOGGED_IN);
        } else if (login instanceof LoginState.Barred barred) {
            return refuse(draft, request, LoginRules.condition(barred.failure()), LoginRules.text(barred.failure()));
        } else if (!(login instanceof LoginState.Connected)) {
            return refuse(draft, request, StanzaCondition.REMOTE_SERVER_TIMEOUT, TextKey.SERVICE_UNREACHABLE);
        } else if (draft.questions.isFull()) {
            return refuse(draft, request, StanzaCondition.RESOURCE_CONSTRAINT, TextKey.BUSY);
        }
        if (draft.questions.isEmpty()) {
            draft.startTimer(Input.Timer.OLD_QUESTIONS, Questions.PATIENCE);
        }
        draft.questions = draft.questions.with(
                login.session(), token, request, draft.rules.clock().millis());
        draft.effect(new Effect.Perform(command.apply(draft.questions.lastNumber())));
        return false;
    }

    /** Refuses a request at once; always true, since the outcome is certain. */
    static boolean refuse(Draft draft, Stanza request, StanzaCondition condition, @Nullable TextKey key) {
        String text = key == null ? null : Answers.text(draft, request, key, draft.rules.serviceName());
        draft.send(request.toError(Answers.error(draft, request, condition, text)));
        return true;
    }

    /** The request that the network answers by that number, which is open no longer; null for none. */
    static @Nullable Iq take(Draft draft, long number) {
        Question question = draft.questions.find(number);
        if (question == null) {
            return null;
        }
        draft.questions = draft.questions.without(question);
        if (draft.questions.isEmpty()) {
            draft.stopTimer(Input.Timer.OLD_QUESTIONS);
        }
        draft.settle(question.token());
        return question.request();
    }

    /** The network says that it cannot answer. */
    static void failed(Draft draft, Iq request, StanzaCondition condition, @Nullable String reason) {
        draft.send(request.toError(Answers.error(draft, request, condition, reason)));
    }

    static void answer(Draft draft, Iq request, Element payload) {
        draft.send(request.toResult(payload));
    }

    /** Some have waited for too long; the others have their time still. */
    static void overdue(Draft draft) {
        long now = draft.rules.clock().millis();
        giveUp(draft, question -> question.isOverdue(now));
        if (!draft.questions.isEmpty()) {
            long passed = now - draft.questions.open().get(0).askedMillis();
            draft.startTimer(Input.Timer.OLD_QUESTIONS, Questions.PATIENCE.minusMillis(passed));
        }
    }

    /** Whom a question was put to is there no longer: nobody will answer it. Called after every decision. */
    static void abandonOfOtherSessions(Draft draft) {
        if (draft.questions.isEmpty()) {
            return;
        }
        long session = draft.login instanceof LoginState.Connected connected ? connected.session() : 0;
        giveUp(draft, question -> question.session() != session);
        if (draft.questions.isEmpty()) {
            draft.stopTimer(Input.Timer.OLD_QUESTIONS);
        }
    }

    private static void giveUp(Draft draft, Predicate<Question> which) {
        for (Question question : List.copyOf(draft.questions.open())) {
            if (which.test(question)) {
                draft.questions = draft.questions.without(question);
                refuse(draft, question.request(), StanzaCondition.REMOTE_SERVER_TIMEOUT, TextKey.SERVICE_UNREACHABLE);
                draft.settle(question.token());
            }
        }
    }
}
