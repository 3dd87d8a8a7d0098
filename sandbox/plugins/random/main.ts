import { serve } from "../../../provider/protocol/server.ts";
import { random } from "./provider.ts";

await serve(random);
