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
  // What a command says is for whoever reads its output, a program perhaps; this is how far it is.
  const settings = await startAll(console.error);
  await ensurePlugins({
    choice: process.env.PLUGINS === "official" ? "official" : "auto",
    mysqlServer: await serverVersion(),
  });
  await ensureDevStack(settings);
}
