package train

import (
	"crypto/sha256"
	"encoding/hex"

	"petri/models/layer"
	"petri/models/spec"
)

// Frozen is the SHA-256, in hexadecimal, of every value that the ledger calls
// frozen: tensor by tensor in its order, each value as little-endian float32. It
// is what Ledger.Hash was before step 0, or a value has changed that must not.
// Weights that follow from trained numbers change and are not among them. Where
// nothing is frozen it is empty.
func (s *Session) Frozen() string { return frozen(s.params, s.Ledger) }

// frozen hashes the params, which are the first lines of the ledger.
func frozen(params []layer.Named, l spec.Ledger) string {
	if l.Frozen == 0 {
		return ""
	}
	d := digest{sha256.New()}
	for i, p := range params {
		if l.Tensors[i].Role == spec.Frozen {
			d.values(p)
		}
	}
	return hex.EncodeToString(d.Sum(nil))
}
