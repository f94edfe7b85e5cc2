package im.gateway.loadtest.oscar;

/** Says what it was told, and lets everybody see it. */
public final class EchoingContact implements SimulatedContact.Behaviour {
    /** What it answers to a text. */
    public static String answerTo(String text) {
        return "You wrote: " + text;
    }

    @Override
    public String answer(String from, String text) {
        return answerTo(text);
    }

    @Override
    public Boolean authorize(String from) {
        return true;
    }
}
