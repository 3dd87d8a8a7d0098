/** A request that RabbitMQ understood and did not carry out. */
export class RabbitmqRefusal extends Error {
  readonly status: number;

  constructor(asked: string, status: number, reason: string) {
    super(`RabbitMQ refused ${asked}: ${reason} (HTTP ${status})`);
    this.status = status;
  }
}

/** RabbitMQ does not let the administrator in, or not do this. */
export class AdministratorRefused extends Error {
  constructor(endpoint: string, user: string | undefined, asked: string, reason: string) {
    super(`${endpoint}: RabbitMQ refused ${asked}. ${user === undefined ? NOBODY : remedyFor(user, reason)}`);
  }
}

const NOBODY = "It needs an administrator of RabbitMQ: give username and password to the provider.";

/** The reasons are those of RabbitMQ's `rabbit_mgmt_util` and `rabbit_web_dispatch_access_control`; none is shown as it came. */
function remedyFor(user: string, reason: string): string {
  if (/not management user/i.test(reason))
    return `${user} has no tag that opens the management API. ${giveTag(user)}`;
  if (/not administrator user/i.test(reason)) return `${user} has no tag administrator. ${giveTag(user)}`;
  if (/via localhost/i.test(reason))
    return `${user} may only log in on the server itself: use another administrator.`;
  if (/virtual host/i.test(reason))
    return `${user} has no rights on this virtual host: give it a Permission there.`;
  return (
    `Name or password of the administrator ${user} are wrong: check them by logging in to the management page. RabbitMQ takes ` +
    "default_user and default_pass only when its database is new: later ones change nothing."
  );
}

function giveTag(user: string): string {
  return `Give it by \`rabbitmqctl set_user_tags ${user} administrator\`, or use another administrator.`;
}

/** Something answers that is not the management API. */
export class NotManagement extends Error {
  constructor(endpoint: string, asked: string, status: number) {
    super(
      `${endpoint}: the answer to ${asked} (HTTP ${status}) is not that of RabbitMQ's management API. Check the address, ` +
        "whose port is often 15672, and that the plugin is on: `rabbitmq-plugins enable rabbitmq_management`.",
    );
  }
}
