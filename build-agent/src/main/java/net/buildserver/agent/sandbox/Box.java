package net.buildserver.agent.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.process.ProcessRequest;

/**
 * One program with all that it sees; paths are those inside unless they are called real.
 *
 * @param request what was asked for, as the machine sees it
 * @param command the program as it is run inside
 * @param environment its environment inside
 * @param readable real files and folders that are seen where they lie
 * @param writable real folders with the names that they are seen under
 * @param readOnly the same for folders that cannot be written
 * @param directory working directory
 * @param network whether a network is reached
 */
record Box(
        ProcessRequest request,
        List<String> command,
        Map<String, String> environment,
        List<Path> readable,
        Map<Path, Path> writable,
        Map<Path, Path> readOnly,
        Path directory,
        boolean network) {}
