package io.sockets4j.it.places;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/**
 * The image of our containers. It is pulled, unless {@code SOCKETS4J_TEST_IMAGE} in the environment
 * names another: where there is none of that name, one is made that holds next to nothing. All
 * programs come from the machine in both cases.
 */
public final class TestImage extends ImageNameSubstitutor {
  static final DockerImageName NAME = DockerImageName.parse("debian:stable-slim");

  private static final String OTHER = "SOCKETS4J_TEST_IMAGE";
  private static final List<String> LINKS = List.of("bin", "lib", "lib64", "sbin");
  private static final List<String> FOLDERS =
      List.of("dev", "etc", "proc", "run", "sys", "tmp", "usr");

  /** For Testcontainers, which finds this class as a service. */
  public TestImage() {}

  @Override
  public DockerImageName apply(DockerImageName original) {
    String other = System.getenv(OTHER);
    if (other == null || !original.equals(NAME)) {
      return original;
    }
    DockerImageName name = DockerImageName.parse(other);
    makeUnlessThere(name);
    return name;
  }

  @Override
  protected String getDescription() {
    return OTHER;
  }

  private static synchronized void makeUnlessThere(DockerImageName name) {
    DockerClient client = DockerClientFactory.instance().client();
    String fullName = name.asCanonicalNameString();
    try {
      client.inspectImageCmd(fullName).exec();
    } catch (NotFoundException e) {
      client
          .buildImageCmd(context())
          .withTags(Set.of(fullName))
          .exec(new BuildImageResultCallback())
          .awaitImageId();
    }
  }

  /** What the image is built of: the folders and links that every Linux system has at its top. */
  private static InputStream context() {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      byte[] recipe = "FROM scratch\nCOPY top /\n".getBytes(US_ASCII);
      TarArchiveEntry file = new TarArchiveEntry("Dockerfile");
      file.setSize(recipe.length);
      tar.putArchiveEntry(file);
      tar.write(recipe);
      tar.closeArchiveEntry();
      for (String link : LINKS) {
        TarArchiveEntry entry = new TarArchiveEntry("top/" + link, TarConstants.LF_SYMLINK);
        entry.setLinkName("usr/" + link);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
      for (String folder : FOLDERS) {
        TarArchiveEntry entry = new TarArchiveEntry("top/" + folder + "/");
        entry.setMode(folder.equals("tmp") ? 01777 : 0755);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
