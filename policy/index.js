// The SDK compiles an `index.ts` itself, with an old compiler; Node.js runs what an `index.js` imports.
import "./pack.ts";
