package net.buildserver.agent.workspace;

/**
 * What a job's git ref turned out to be.
 *
 * @param remoteName full name of the ref on the server, or the commit id
 * @param isCommit whether it is a commit id and not a ref
 */
record ResolvedRef(String remoteName, boolean isCommit) {
    /** Returns whether only a part of a commit id is known, which no server resolves. */
    boolean isAbbreviated() {
        return isCommit && remoteName.length() != 40 && remoteName.length() != 64;
    }
}
