package net.buildserver.agent.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The machine's podman with a store of its own, and one image that is made of the machine's programs. Where the machine has control
 * groups in both versions, which crun refuses, it runs without them.
 */
record TestPodman(Path program, List<String> options) {
    static TestPodman create(Path folder, String image) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path program = Files.writeString(folder.resolve("podman"), """
                #!/bin/sh
                set -- /usr/bin/podman --root "%1$s/root" --runroot "%1$s/run" --storage-driver vfs \\
                  --cgroup-manager cgroupfs --events-backend file "$@"
                if [ -d /sys/fs/cgroup/unified ]; then
                  exec unshare --mount sh -c 'umount /sys/fs/cgroup/unified; exec "$@"' sh "$@"
                fi
                exec "$@"
                """.formatted(folder));
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + program + " executable");
        }
        // What a shell and a few programs need; an image from a registry is not at hand where tests run.
        String script = """
                set -e
                mkdir -p root/bin root/usr/bin root/lib64 root/tmp root/proc root/dev root/sys root/etc root/src root/packages root/home/build
                for program in sh cat ls touch sleep setsid env; do
                  file=/usr/bin/$program; cp -L $file root/bin/; cp -L $file root/usr/bin/
                  ldd $file | grep -o '/[^ ]*' | while read -r library; do mkdir -p root${library%/*}; cp -L $library root$library; done
                done
                echo image > root/made-by-image
                tar -C root -c . | ./podman import - IMAGE
                """.replace("IMAGE", image);
        Process process = new ProcessBuilder("/bin/sh", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        return new TestPodman(
                program, List.of("--cgroups=disabled", "--ulimit=nofile=1024:4096", "--ulimit=nproc=1000:1000"));
    }
}
