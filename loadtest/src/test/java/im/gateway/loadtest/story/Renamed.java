package im.gateway.loadtest.story;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import java.util.function.UnaryOperator;

/** Commands and events of the port with other names in them. What no story has stays as it is. */
final class Renamed {
    private Renamed() {}

    static LegacyCommand command(LegacyCommand command, UnaryOperator<String> name) {
        if (command instanceof LegacyCommand.Watch watch) {
            return new LegacyCommand.Watch(watch.contacts().stream().map(name).toList());
        } else if (command instanceof LegacyCommand.AddContact add) {
            return new LegacyCommand.AddContact(name.apply(add.contact()));
        } else if (command instanceof LegacyCommand.RemoveContact remove) {
            return new LegacyCommand.RemoveContact(name.apply(remove.contact()));
        } else if (command instanceof LegacyCommand.AnswerAuthorization answer) {
            return new LegacyCommand.AnswerAuthorization(name.apply(answer.contact()), answer.granted());
        } else if (command instanceof LegacyCommand.Block block) {
            return new LegacyCommand.Block(name.apply(block.contact()));
        } else if (command instanceof LegacyCommand.Unblock unblock) {
            return new LegacyCommand.Unblock(name.apply(unblock.contact()));
        } else if (command instanceof LegacyCommand.ChangeContact change) {
            return new LegacyCommand.ChangeContact(
                    change.number(), name.apply(change.contact()), change.name(), change.groups());
        } else if (command instanceof LegacyCommand.SendMessage message) {
            return new LegacyCommand.SendMessage(message.number(), name.apply(message.contact()), message.body());
        } else if (command instanceof LegacyCommand.ShowTyping typing) {
            return new LegacyCommand.ShowTyping(name.apply(typing.contact()), typing.state());
        }
        return command;
    }

    static LegacyEvent event(LegacyEvent event, UnaryOperator<String> name) {
        if (event instanceof LegacyEvent.LoggedIn in) {
            return new LegacyEvent.LoggedIn(name.apply(in.ownName()));
        } else if (event instanceof LegacyEvent.ContactList list) {
            return new LegacyEvent.ContactList(list.contacts().stream()
                    .map(entry -> new LegacyEvent.ContactList.Entry(
                            name.apply(entry.contact()), entry.name(), entry.groups()))
                    .toList());
        } else if (event instanceof LegacyEvent.ContactPresence presence) {
            return new LegacyEvent.ContactPresence(name.apply(presence.contact()), presence.show(), presence.status());
        } else if (event instanceof LegacyEvent.AuthorizationRequested asked) {
            return new LegacyEvent.AuthorizationRequested(name.apply(asked.contact()), asked.text());
        } else if (event instanceof LegacyEvent.AuthorizationAnswered answered) {
            return new LegacyEvent.AuthorizationAnswered(name.apply(answered.contact()), answered.granted());
        } else if (event instanceof LegacyEvent.AddedBy added) {
            return new LegacyEvent.AddedBy(name.apply(added.contact()));
        } else if (event instanceof LegacyEvent.MessageReceived message) {
            return new LegacyEvent.MessageReceived(
                    name.apply(message.contact()), message.body(), message.storedAt(), message.autoResponse());
        } else if (event instanceof LegacyEvent.TypingShown typing) {
            return new LegacyEvent.TypingShown(name.apply(typing.contact()), typing.state());
        } else if (event instanceof LegacyEvent.ContactChanged changed) {
            return new LegacyEvent.ContactChanged(
                    changed.number(), name.apply(changed.contact()), changed.error(), changed.reason());
        } else if (event instanceof LegacyEvent.AddContactFailed failed) {
            return new LegacyEvent.AddContactFailed(name.apply(failed.contact()), failed.error(), failed.reason());
        }
        return event;
    }
}
