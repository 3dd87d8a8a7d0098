import { bkpaas } from "./bkpaas.ts";
import { serve } from "./protocol/server.ts";

await serve(bkpaas());
