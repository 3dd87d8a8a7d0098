import { loadSettings } from "../../config/load.ts";
import { deploy } from "../../deployment.ts";

// The program as index.ts runs it, but no server is asked: those of a recorded environment are nowhere.
export default deploy(loadSettings(), new Set());
