package train

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// metaSum is the key of a file's checksum: SHA-256, hexadecimal, over the whole
// file with the checksum's own digits as zeros.
const metaSum = "petri.sum"

// unsummed stands in the place of the checksum until that is known.
var unsummed = strings.Repeat("0", hex.EncodedLen(sha256.Size))

// seal writes the checksum into a file that has a place for it.
func seal(file []byte) {
	at := sumAt(file)
	copy(file[at:], sum(file, at))
}

// sealed reports whether a file is as seal left it, to the last byte.
func sealed(file []byte) bool {
	at := sumAt(file)
	return at >= 0 && string(file[at:at+len(unsummed)]) == sum(file, at)
}

// sumAt is where the digits of the checksum begin; negative if they are not
// there. Within the texts of the header quotes are escaped, so the key cannot
// be mistaken.
func sumAt(file []byte) int {
	key := []byte(`"` + metaSum + `":"`)
	at := bytes.Index(file, key) + len(key)
	if at < len(key) || at+len(unsummed) > len(file) {
		return -1
	}
	return at
}

func sum(file []byte, at int) string {
	h := sha256.New()
	h.Write(file[:at])
	h.Write([]byte(unsummed))
	h.Write(file[at+len(unsummed):])
	return hex.EncodeToString(h.Sum(nil))
}
