package net.buildserver.agent.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.Set;
import net.buildserver.agent.artifact.Digest;
import net.buildserver.agent.failure.LocalIoException;

/**
 * Temporary folders of attempts, all in one folder of this agent, so that what an agent that was ended by force left behind is
 * known. Their paths are short: compilers and test hosts put sockets there, whose paths may have 108 characters at most.
 */
final class TemporaryFolders {
    private final Path folder;

    private TemporaryFolders(Path folder) {
        this.folder = folder;
    }

    /** Returns those of the agent that works in {@code workDir}. */
    static TemporaryFolders of(Path workDir) {
        MessageDigest digest = Digest.sha256();
        digest.update(workDir.toString().getBytes(StandardCharsets.UTF_8));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        return new TemporaryFolders(
                temporary.resolve("bsa-" + Digest.hex(digest).substring(0, 8)));
    }

    /** Creates a folder for one attempt. */
    Path create() {
        try {
            prepare();
            return Files.createTempDirectory(folder, "").toRealPath();
        } catch (IOException cannotCreate) {
            throw new LocalIoException("cannot create a temporary folder", cannotCreate);
        }
    }

    void deleteLeftovers() {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            FileTrees.deleteQuietly(folder);
        }
    }

    // Everybody may create files beside it, and could have been first.
    private void prepare() throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder);
        }
        boolean ours = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && Files.isWritable(folder);
        if (ours && Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            // Only its owner can do that.
            Files.setPosixFilePermissions(
                    folder,
                    Set.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));
        }
        if (!ours) {
            throw new IOException(folder + " belongs to somebody else");
        }
    }
}
