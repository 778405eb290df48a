package gcert.file;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A serialised Java object of which only the end is wanted (Java Object Serialization
 * Specification, section 6.4): it is stepped over, and no class is loaded for what it says.
 */
final class SerializedObject {
  /** Far more than a sealed key has. */
  private static final int DEEPEST = 32;

  private static final int MOST_HANDLES = 10_000;

  private final DataInputStream in;

  /** What later parts may refer to by number; only descriptions of classes matter. */
  private final List<Optional<ClassDescription>> handles = new ArrayList<>();

  private SerializedObject(DataInputStream in) {
    this.in = in;
  }

  /**
   * What the values of an object look like.
   *
   * @param types a letter for each field, as in a field descriptor
   * @param parent that of the class above
   */
  private record ClassDescription(
      String name, int flags, List<Character> types, Optional<ClassDescription> parent) {}

  /**
   * Reads a stream with one object in it up to its end.
   *
   * @throws IOException when it is no such stream, or is nested deeper than any sealed key
   */
  static void skip(DataInputStream in) throws IOException {
    if (in.readShort() != ObjectStreamConstants.STREAM_MAGIC
        || in.readShort() != ObjectStreamConstants.STREAM_VERSION) {
      throw new StreamCorruptedException();
    }
    new SerializedObject(in).skipContent(in.readByte(), 0);
  }

  private void skipContent(byte tag, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new StreamCorruptedException();
    }
    switch (tag) {
      case ObjectStreamConstants.TC_NULL -> {
        // That is all.
      }
      case ObjectStreamConstants.TC_REFERENCE -> in.readInt();
      case ObjectStreamConstants.TC_CLASSDESC, ObjectStreamConstants.TC_CLASS -> {
        if (tag == ObjectStreamConstants.TC_CLASS) {
          readClass(depth);
          assign(Optional.empty());
        } else {
          readNewClass(depth);
        }
      }
      case ObjectStreamConstants.TC_OBJECT -> skipObject(depth);
      case ObjectStreamConstants.TC_STRING -> {
        assign(Optional.empty());
        in.skipNBytes(in.readUnsignedShort());
      }
      case ObjectStreamConstants.TC_LONGSTRING -> {
        assign(Optional.empty());
        in.skipNBytes(in.readLong());
      }
      case ObjectStreamConstants.TC_ARRAY -> skipArray(depth);
      case ObjectStreamConstants.TC_ENUM -> {
        readClass(depth);
        assign(Optional.empty());
        skipContent(in.readByte(), depth + 1);
      }
      case ObjectStreamConstants.TC_BLOCKDATA -> in.skipNBytes(in.readUnsignedByte());
      case ObjectStreamConstants.TC_BLOCKDATALONG -> in.skipNBytes(in.readInt());
      default -> throw new StreamCorruptedException();
    }
  }

  private void assign(Optional<ClassDescription> described) throws IOException {
    if (handles.size() == MOST_HANDLES) {
      throw new StreamCorruptedException();
    }
    handles.add(described);
  }

  private ClassDescription readClass(int depth) throws IOException {
    return readOptionalClass(depth).orElseThrow(StreamCorruptedException::new);
  }

  private Optional<ClassDescription> readOptionalClass(int depth) throws IOException {
    return switch (in.readByte()) {
      case ObjectStreamConstants.TC_NULL -> Optional.empty();
      case ObjectStreamConstants.TC_CLASSDESC -> Optional.of(readNewClass(depth + 1));
      case ObjectStreamConstants.TC_REFERENCE -> {
        int at = in.readInt() - ObjectStreamConstants.baseWireHandle;
        if (at < 0 || at >= handles.size() || handles.get(at).isEmpty()) {
          throw new StreamCorruptedException();
        }
        yield handles.get(at);
      }
      default -> throw new StreamCorruptedException();
    };
  }

  private ClassDescription readNewClass(int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new StreamCorruptedException();
    }
    String name = in.readUTF();
    in.readLong();
    int handle = handles.size();
    assign(Optional.empty());
    int flags = in.readUnsignedByte();
    List<Character> types = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      char type = (char) in.readUnsignedByte();
      in.skipNBytes(in.readUnsignedShort());
      if (isReference(type)) {
        skipContent(in.readByte(), depth + 1);
      }
      types.add(type);
    }
    skipAnnotation(depth);
    ClassDescription described = new ClassDescription(name, flags, types, readOptionalClass(depth));
    handles.set(handle, Optional.of(described));
    return described;
  }

  private void skipAnnotation(int depth) throws IOException {
    for (byte tag = in.readByte();
        tag != ObjectStreamConstants.TC_ENDBLOCKDATA;
        tag = in.readByte()) {
      skipContent(tag, depth + 1);
    }
  }

  private void skipObject(int depth) throws IOException {
    List<ClassDescription> classes = new ArrayList<>();
    Optional<ClassDescription> next = Optional.of(readClass(depth));
    assign(Optional.empty());
    while (next.isPresent()) {
      if (classes.size() == DEEPEST) {
        throw new StreamCorruptedException();
      }
      classes.add(0, next.get());
      next = next.get().parent();
    }
    for (ClassDescription described : classes) {
      skipValues(described, depth);
    }
  }

  private void skipValues(ClassDescription described, int depth) throws IOException {
    if ((described.flags() & ObjectStreamConstants.SC_SERIALIZABLE) == 0) {
      // One that writes itself says nowhere how much.
      throw new StreamCorruptedException();
    }
    for (char type : described.types()) {
      skipValue(type, depth);
    }
    if ((described.flags() & ObjectStreamConstants.SC_WRITE_METHOD) != 0) {
      skipAnnotation(depth);
    }
  }

  private void skipArray(int depth) throws IOException {
    String name = readClass(depth).name();
    assign(Optional.empty());
    int count = in.readInt();
    if (name.length() < 2 || count < 0) {
      throw new StreamCorruptedException();
    }
    for (int i = 0; i < count; i++) {
      skipValue(name.charAt(1), depth);
    }
  }

  private void skipValue(char type, int depth) throws IOException {
    switch (type) {
      case 'B', 'Z' -> in.readByte();
      case 'C', 'S' -> in.readShort();
      case 'I', 'F' -> in.readInt();
      case 'J', 'D' -> in.readLong();
      case 'L', '[' -> skipContent(in.readByte(), depth + 1);
      default -> throw new StreamCorruptedException();
    }
  }

  private static boolean isReference(char type) {
    return type == 'L' || type == '[';
  }
}
