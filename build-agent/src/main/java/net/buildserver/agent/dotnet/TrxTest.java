package net.buildserver.agent.dotnet;

/**
 * Definition of a test in a TRX file.
 *
 * @param className fully qualified name of its class
 * @param assembly path of its assembly
 */
record TrxTest(String className, String assembly) {
    static final TrxTest UNKNOWN = new TrxTest("", "");
}
