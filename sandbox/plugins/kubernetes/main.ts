import { serve } from "../../../provider/protocol/server.ts";
import { KubernetesProvider } from "./provider.ts";

await serve(new KubernetesProvider());
