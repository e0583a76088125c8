package net.buildserver.agent.stage;

import java.util.ArrayList;
import java.util.List;

/** Which folders of a large repository a build wants: those that it names, and the one of its solution. */
final class CheckoutFolders {
    private CheckoutFolders() {}

    /** Returns the folders, or nothing if the build wants everything. */
    static List<String> of(BuildContext context) {
        List<String> wanted = BuildSettings.of(context).folders(BuildSettings.CHECKOUT_FOLDERS);
        String solution = context.job().solutionPath();
        int slash = solution.lastIndexOf('/');
        if (wanted.isEmpty() || slash < 0) {
            return wanted;
        }
        List<String> all = new ArrayList<>(wanted);
        all.add(solution.substring(0, slash));
        return all;
    }
}
