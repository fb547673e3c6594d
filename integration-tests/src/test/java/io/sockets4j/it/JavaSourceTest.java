package io.sockets4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JavaSourceTest {

  @Test
  void commentsGo() {
    assertThat(JavaSource.withoutComments("a /* b\n c */ d // e\nf /** g */"))
        .isEqualTo("a  d \nf ");
  }

  @Test
  void whatLooksLikeACommentInALiteralStays() {
    String code = "s = \"// \\\" /* \"; c = '\"'; d = '\\''; t = \"\"\"\n// \" /*\n\"\"\"; ";
    assertThat(JavaSource.withoutComments(code + "// gone")).isEqualTo(code);
  }

  @Test
  void blankLinesAndCommentsAreNoCode() {
    String text = "/**\n * doc\n */\nclass A {\n\n  // why\n  int i; // what\n}\n";
    var source = new JavaSource(Path.of("A.java"), JavaSource.withoutComments(text));
    assertThat(source.linesOfCode()).isEqualTo(3);
  }
}
