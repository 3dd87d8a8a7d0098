import { serve } from "../../../provider/protocol/server.ts";
import { mysql } from "./provider.ts";
import { Server } from "./server.ts";

const server = new Server();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void server.close().finally(() => process.exit(0));
  });
}
await serve(mysql(server));
