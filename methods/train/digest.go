package train

import (
	"crypto/sha256"
	"encoding"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"math"

	"petri/models/layer"
	"petri/models/op"
	"petri/models/spec"
)

// digest is SHA-256 over the complete config in canonical JSON, then every
// step's loss as little-endian float32 bits, then the trained values.
type digest struct{ hash.Hash }

func newDigest(cfg spec.Config) digest {
	d := digest{sha256.New()}
	d.Write(cfg.JSON())
	return d
}

func (d digest) loss(x float32) { d.Write(appendBits(nil, x)) }

// appendBits appends x in little-endian; not-a-number, which has many bit
// patterns and means one thing, always as the same.
func appendBits(b []byte, x float32) []byte {
	if x != x {
		return binary.LittleEndian.AppendUint32(b, 0x7fc00000)
	}
	return binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
}

// turned notes that the learning rate was changed by hand.
func (d digest) turned(step int, lr float64) {
	b := binary.LittleEndian.AppendUint64([]byte("lr"), uint64(step))
	d.Write(binary.LittleEndian.AppendUint64(b, math.Float64bits(lr)))
}

// sum finishes a copy, so that the run can go on.
func (d digest) sum(trained []layer.Named) string {
	end := digest{sha256.New()}
	if err := end.load(d.save()); err != nil { // it was saved a moment ago
		panic(err)
	}
	for _, p := range trained {
		end.values(p)
	}
	return hex.EncodeToString(end.Sum(nil))
}

// values adds those of a tensor.
func (d digest) values(p layer.Named) {
	b := make([]byte, 0, 4*p.Size())
	for _, x := range op.Data[float32](p) {
		b = appendBits(b, x)
	}
	d.Write(b)
}

func (d digest) save() []byte {
	b, err := d.Hash.(encoding.BinaryMarshaler).MarshalBinary()
	if err != nil { // SHA-256 documents that it never fails
		panic(err)
	}
	return b
}

func (d digest) load(b []byte) error {
	return d.Hash.(encoding.BinaryUnmarshaler).UnmarshalBinary(b)
}
