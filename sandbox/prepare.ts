import { ensurePlugins } from "./plugins/install.ts";
import { startAll } from "./servers/all.ts";
import { serverVersion } from "./servers/mariadb.ts";
import { ensureDevStack } from "./stack/dev-config.ts";
import { placeWrapper } from "./stack/wrapper.ts";
import { ensureTools } from "./tools/ensure.ts";

/** Makes everything ready that the stack dev needs: tools, servers, plugins, configuration. Done twice, it does nothing. */
export async function prepare(): Promise<void> {
  await ensureTools();
  placeWrapper();
  const settings = await startAll();
  await ensurePlugins({
    choice: process.env.PLUGINS === "official" ? "official" : "auto",
    mysqlServer: await serverVersion(),
  });
  await ensureDevStack(settings);
}
