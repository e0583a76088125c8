package net.buildserver.verification.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.domain.BlobMetadata;
import org.jclouds.blobstore.options.GetOptions;
import org.jclouds.blobstore.options.PutOptions;
import org.jclouds.blobstore.util.ForwardingBlobStore;
import org.jspecify.annotations.Nullable;

/** A store that can be slow, fail, or have no room. */
final class FaultyStore extends ForwardingBlobStore {
    private static final long SLOW_MILLIS = 700;

    private volatile Mood mood = Mood.WELL;

    /** How it answers. */
    enum Mood {
        WELL,
        /** Each request takes long. */
        SLOW,
        /** Each request is answered 500. */
        FAILING,
        /** What is there can be read, nothing new is taken. */
        FULL
    }

    FaultyStore(BlobStore store) {
        super(store);
    }

    /** Is in this mood from now on. */
    void be(Mood next) {
        mood = next;
    }

    private void suffer(boolean write) {
        switch (mood) {
            case WELL -> {
                // As it should be.
            }
            case SLOW -> Patience.pause(SLOW_MILLIS);
            case FAILING -> throw new IllegalStateException("The store fails, as it was told to.");
            case FULL -> {
                if (write) {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                }
            }
        }
    }

    @Override
    public String putBlob(String container, Blob blob) {
        suffer(true);
        return super.putBlob(container, blob);
    }

    @Override
    public String putBlob(String container, Blob blob, PutOptions options) {
        suffer(true);
        return super.putBlob(container, blob, options);
    }

    @Override
    public @Nullable Blob getBlob(String container, String name) {
        suffer(false);
        return super.getBlob(container, name);
    }

    @Override
    public @Nullable Blob getBlob(String container, String name, GetOptions options) {
        suffer(false);
        return super.getBlob(container, name, options);
    }

    @Override
    public @Nullable BlobMetadata blobMetadata(String container, String name) {
        suffer(false);
        return super.blobMetadata(container, name);
    }

    @Override
    public void removeBlob(String container, String name) {
        suffer(true);
        super.removeBlob(container, name);
    }
}
