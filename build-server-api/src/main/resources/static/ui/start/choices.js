/** What a build may be asked for with. */
export const POOLS = ["Linux", "Windows", "MacOS", "Docker"];
export const PRIORITIES = ["Low", "Normal", "High", "Critical"];
export const SWITCHES = { runTests: "Run tests", createPackages: "Create packages", collectCoverage: "Collect coverage" };
