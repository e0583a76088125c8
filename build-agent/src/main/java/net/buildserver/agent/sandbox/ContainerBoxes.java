package net.buildserver.agent.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.buildserver.agent.process.ProcessRequest;

/** Containers of one step, which end with it: the death of their client is not theirs. */
final class ContainerBoxes implements BoxMaker {
    private final Containers containers;
    private final String image;
    private final List<String> names = new ArrayList<>();
    private final Path directory;

    ContainerBoxes(Containers containers, String image, Path directory) {
        this.containers = containers;
        this.image = image;
        this.directory = directory;
    }

    @Override
    public ProcessRequest request(Box box, Path repository) {
        String name = "build-" + UUID.randomUUID();
        names.add(name);
        return containers.request(box, name, image, repository);
    }

    @Override
    public void end() {
        names.forEach(name -> containers.remove(name, directory));
    }
}
