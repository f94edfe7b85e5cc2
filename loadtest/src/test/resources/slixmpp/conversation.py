#!/usr/bin/python3
"""A Jabber user with slixmpp as the client library, from the discovery of a gateway to its removal.

All of it by the library's plain calls, as a program would use them that was written for no gateway in particular. Each step prints a
line; the first that does not hold ends the program with status 1.

The contact has to be there, to send every message back, and to go away when told "Begone!".
"""

import argparse
import asyncio
import os
import sys

import slixmpp
from slixmpp.exceptions import IqError

PATIENCE_SECONDS = 60


class Failure(Exception):
    """A step that did not hold."""


def check(holds, expected):
    if not holds:
        raise Failure("expected: " + expected)


class Client(slixmpp.ClientXMPP):
    """Keeps all presence and messages that it hears. It approves of who asks to subscribe, and asks back: the library's default."""

    def __init__(self, jid, password):
        super().__init__(jid, password)
        for plugin in ("xep_0004", "xep_0030", "xep_0050", "xep_0077"):
            self.register_plugin(plugin)
        self["feature_mechanisms"].unencrypted_plain = True
        self.heard = []
        self.news = asyncio.Event()
        for event in ("message", "presence"):
            self.add_event_handler(event, self._hear)
        for kind in ("subscribe", "subscribed", "unsubscribe", "unsubscribed"):
            self.add_event_handler("presence_" + kind, self._hear)

    def _hear(self, stanza):
        self.heard.append(stanza)
        self.news.set()

    def forget(self):
        self.heard.clear()

    async def hear(self, what, matches):
        """Waits for a stanza, or finds it among those that came before."""
        async def wait():
            while True:
                for stanza in self.heard:
                    if matches(stanza):
                        return stanza
                self.news.clear()
                await self.news.wait()

        try:
            return await asyncio.wait_for(wait(), PATIENCE_SECONDS)
        except asyncio.TimeoutError:
            raise Failure(f"{what} did not come in {PATIENCE_SECONDS} s; came: {[str(s) for s in self.heard]}")

    async def hear_presence(self, address, *types):
        """The library says of available presence that its type is its show, or else "available"."""
        return await self.hear(
            f"presence {types} from {address}",
            lambda s: s.name == "presence" and s["from"].bare == address and s["type"] in types)

    async def hear_message(self, address, body):
        return await self.hear(
            f"message '{body}' from {address}",
            lambda s: s.name == "message" and s["from"].bare == address and s["body"] == body)

    async def hear_subscription(self, address, subscription):
        """Waits until the roster says so."""
        deadline = self.loop.time() + PATIENCE_SECONDS
        while self.client_roster[address]["subscription"] != subscription:
            check(
                self.loop.time() < deadline,
                f"subscription {subscription} of {address}, is {self.client_roster[address]['subscription']}")
            try:
                await self.wait_until("roster_update", 1)
            except asyncio.TimeoutError:
                continue


class Conversation:
    def __init__(self, client, options, password):
        self.client = client
        self.gateway = options.gateway
        self.contact = f"{options.contact}@{options.gateway}"
        self.username = options.username
        self.password = password

    def steps(self):
        return (
            self.comes_online,
            self.finds_the_gateway,
            self.asks_for_the_form,
            self.is_refused_with_a_wrong_password,
            self.registers_by_the_form,
            self.is_logged_in,
            self.adds_a_contact,
            self.talks,
            self.sees_the_contact_go_away,
            self.logs_out_and_in,
            self.deletes_the_contact,
            self.unregisters,
            self.registers_by_command,
            self.asks_for_the_state_by_command,
            self.unregisters_by_command,
        )

    async def comes_online(self):
        await self.client.get_roster()
        self.client.send_presence()

    async def finds_the_gateway(self):
        disco = self.client["xep_0030"]
        items = await disco.get_items(jid=self.client.boundjid.domain)
        check(
            self.gateway in [str(jid) for jid, _, _ in items["disco_items"]["items"]],
            f"{self.gateway} among the server's items")
        info = (await disco.get_info(jid=self.gateway))["disco_info"]
        check(
            ("gateway", "irc") in [identity[:2] for identity in info["identities"]],
            f"an identity gateway/irc, got {info['identities']}")
        for feature in ("jabber:iq:register", "http://jabber.org/protocol/commands"):
            check(feature in info["features"], f"feature {feature}")

    async def asks_for_the_form(self):
        register = (await self.client["xep_0077"].get_registration(jid=self.gateway))["register"]
        check(register["fields"] == {"username", "password"}, f"username and password, got {register['fields']}")
        check(not register["registered"], "not registered yet")
        check("password" in register["form"].get_fields(), "a data form that asks for a password")

    async def is_refused_with_a_wrong_password(self):
        iq = self.client.make_iq_set(ito=self.gateway)
        iq["register"]["username"] = self.username
        iq["register"]["password"] = "not " + self.password
        try:
            await iq.send(timeout=PATIENCE_SECONDS)
        except IqError as error:
            check(error.condition == "not-acceptable", f"not-acceptable, got {error.condition}")
            return
        raise Failure("expected: an error")

    async def registers_by_the_form(self):
        offered = await self.client["xep_0077"].get_registration(jid=self.gateway)
        form = offered["register"]["form"]
        form.reply()
        form["values"] = {
            "FORM_TYPE": "jabber:iq:register", "username": self.username, "password": self.password}
        iq = self.client.make_iq_set(ito=self.gateway)
        iq["register"].append(form)
        await iq.send(timeout=PATIENCE_SECONDS)

    async def is_logged_in(self):
        await self.client.hear_presence(self.gateway, "subscribe")
        await self.client.hear_presence(self.gateway, "subscribed")
        await self.client.hear_presence(self.gateway, "available")
        await self.client.hear_subscription(self.gateway, "both")
        register = (await self.client["xep_0077"].get_registration(jid=self.gateway))["register"]
        check(register["registered"], "registered")
        check(register["username"] == self.username, f"the username, got {register['username']}")
        check(register["password"] == "", "the password to be kept secret")

    async def adds_a_contact(self):
        self.client.send_presence_subscription(pto=self.contact)
        await self.client.hear_presence(self.contact, "subscribed")
        await self.client.hear_presence(self.contact, "available")
        await self.client.hear_subscription(self.contact, "both")

    async def talks(self):
        for body in ("Neither, fair saint, if either thee dislike. \u2661", "1 < 2 & 3 > 2"):
            self.client.send_message(mto=self.contact, mbody=body, mtype="chat")
            answer = await self.client.hear_message(self.contact, body)
            check(answer["from"].resource == "", "an address without a resource")

    async def sees_the_contact_go_away(self):
        self.client.send_message(mto=self.contact, mbody="Begone!", mtype="chat")
        away = await self.client.hear_presence(self.contact, "away")
        check(away["status"] != "", "a status")

    async def logs_out_and_in(self):
        self.client.forget()
        self.client.send_presence(pto=self.gateway, ptype="unavailable")
        await self.client.hear_presence(self.gateway, "unavailable")
        await self.client.hear_presence(self.contact, "unavailable")
        self.client.forget()
        self.client.send_presence(pto=self.gateway)
        await self.client.hear_presence(self.gateway, "available")
        await self.client.hear_presence(self.contact, "available", "away")

    async def deletes_the_contact(self):
        self.client.forget()
        await self.client.del_roster_item(self.contact)
        await self.client.hear_presence(self.contact, "unavailable")
        roster = (await self.client.get_roster())["roster"]["items"]
        check(self.contact not in roster, "no roster item")

    async def unregisters(self):
        self.client.forget()
        await self.client["xep_0077"].cancel_registration(jid=self.gateway)
        await self.are_strangers_again()

    async def are_strangers_again(self):
        await self.client.hear_presence(self.gateway, "unsubscribe")
        await self.client.hear_presence(self.gateway, "unsubscribed")
        await self.client.hear_subscription(self.gateway, "none")
        register = (await self.client["xep_0077"].get_registration(jid=self.gateway))["register"]
        check(not register["registered"], "not registered any more")

    async def commands(self):
        listed = await self.client["xep_0050"].get_commands(self.gateway)
        return [node for _, node, _ in listed["disco_items"]["items"]]

    async def command(self, node, action="execute", **step):
        answer = await self.client["xep_0050"].send_command(
            self.gateway, node, action=action, timeout=PATIENCE_SECONDS, **step)
        return answer["command"]

    async def registers_by_command(self):
        self.client.forget()
        await self.client.del_roster_item(self.gateway)
        check(await self.commands() == ["register"], f"one command for a stranger, got {await self.commands()}")
        first = await self.command("register")
        check(first["status"] == "executing", f"a step, got {first['status']}")
        form = first["form"]
        form.reply()
        form["values"] = {"username": self.username, "password": self.password}
        last = await self.command("register", action="complete", payload=form, sessionid=first["sessionid"])
        check(last["status"] == "completed", f"the end, got {last['status']}")
        await self.client.hear_presence(self.gateway, "available")
        await self.client.hear_subscription(self.gateway, "both")

    async def asks_for_the_state_by_command(self):
        check("state" in await self.commands(), "the command state")
        answer = await self.command("state")
        check(answer["status"] == "completed" and len(answer["notes"]) == 1, f"one note, got {answer}")

    async def unregisters_by_command(self):
        self.client.forget()
        question = await self.command("unregister")
        check(question["status"] == "executing", f"a question, got {question['status']}")
        last = await self.command("unregister", action="complete", sessionid=question["sessionid"])
        check(last["status"] == "completed", f"the end, got {last['status']}")
        await self.are_strangers_again()


async def play(client, conversation):
    for step in conversation.steps():
        name = step.__name__.replace("_", " ")
        try:
            await step()
        except IqError as error:
            raise Failure(f"{name}: {error.iq}") from error
        except Failure as failure:
            raise Failure(f"{name}: {failure}") from failure
        print("ok", name, flush=True)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0],
        epilog="The passwords are in the environment: XMPP_PASSWORD of the account, IRC_PASSWORD of the legacy account.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5222)
    parser.add_argument("--jid", required=True)
    parser.add_argument("--gateway", required=True)
    parser.add_argument("--username", required=True, help="of the legacy account")
    parser.add_argument("--contact", required=True, help="name on the legacy service")
    options = parser.parse_args()

    client = Client(options.jid, os.environ["XMPP_PASSWORD"])
    conversation = Conversation(client, options, os.environ["IRC_PASSWORD"])
    outcome = client.loop.create_future()

    async def begin(_):
        try:
            await play(client, conversation)
            outcome.set_result(0)
        except Exception as failure:  # whatever it is ends the program, and is said
            print("failed", repr(failure), file=sys.stderr, flush=True)
            outcome.set_result(1)

    client.add_event_handler("session_start", begin)
    client.add_event_handler("failed_auth", lambda _: outcome.set_result(2))
    client.connect((options.host, options.port), disable_starttls=True)
    status = client.loop.run_until_complete(outcome)
    client.disconnect()
    client.loop.run_until_complete(client.disconnected)
    return status


if __name__ == "__main__":
    sys.exit(main())
