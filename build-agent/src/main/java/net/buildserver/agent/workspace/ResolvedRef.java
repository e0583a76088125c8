package net.buildserver.agent.workspace;

/**
 * What a job's git ref turned out to be.
 *
 * @param remoteName full name of the ref on the server, or the commit id
 * @param id id of what the server has under that name, which may be a tag's own; for a commit the same as the name
 * @param isCommit whether it is a commit id and not a ref
 */
record ResolvedRef(String remoteName, String id, boolean isCommit) {
    /** Returns whether only a part of a commit id is known, which no server resolves. */
    boolean isAbbreviated() {
        return isCommit && remoteName.length() != 40 && remoteName.length() != 64;
    }
}
