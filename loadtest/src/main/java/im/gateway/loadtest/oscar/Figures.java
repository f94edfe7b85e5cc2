package im.gateway.loadtest.oscar;

/**
 * What the simulated network has counted since it began.
 *
 * @param online sessions of clients now
 * @param logins sessions that began
 * @param refused logins that were refused
 * @param replaced sessions that ended because their account logged in again
 * @param messagesIn messages from clients
 * @param messagesOut messages to clients
 * @param acknowledged messages whose senders were told that the network has them
 * @param rateLimited data units that were dropped because they came too fast
 * @param dataIn data units from logged-in clients, but for those that the network itself asked for
 */
public record Figures(
        long online,
        long logins,
        long refused,
        long replaced,
        long messagesIn,
        long messagesOut,
        long acknowledged,
        long rateLimited,
        long dataIn) {}
