package main

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// verified returns the bytes of a file, inflated if its name ends in .gz. The
// SHA-256 of what it returns is want: archives get repacked, data do not.
func verified(path, want string) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err == nil && strings.HasSuffix(path, ".gz") {
		b, err = inflate(b)
	}
	if err != nil {
		return nil, err
	}
	if got := sum(b); got != want {
		return nil, fmt.Errorf("%s is not the file this was written for: its SHA-256 is %s, not %s", filepath.Base(path), got, want)
	}
	return b, nil
}

// idx reads the four files of a set in MNIST's form; path has %s for the name.
func idx(path string, sums []string) (train, test examples, err error) {
	var parsed [4][]byte
	for i, name := range []string{"train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"} {
		b, err := verified(fmt.Sprintf(path, name), sums[i])
		if err != nil {
			return train, test, err
		}
		if parsed[i], err = parseIDX(b); err != nil {
			return train, test, fmt.Errorf("%s: %w", name, err)
		}
	}
	return examples{parsed[0], parsed[1]}, examples{parsed[2], parsed[3]}, nil
}

// parseIDX returns the bytes behind an IDX header: the magic number 0x08 (bytes)
// with the count of dimensions, then each dimension, big-endian.
func parseIDX(b []byte) ([]byte, error) {
	if len(b) < 4 || !bytes.Equal(b[:3], []byte{0, 0, 8}) {
		return nil, fmt.Errorf("this is no IDX file of bytes")
	}
	header := 4 + 4*int(b[3])
	if len(b) < header {
		return nil, fmt.Errorf("the header is cut short")
	}
	body := b[header:]
	size := 1
	for d := 4; d < header; d += 4 {
		n := int(binary.BigEndian.Uint32(b[d:]))
		if n != 0 && size > len(body)/n {
			return nil, fmt.Errorf("the header promises more than the %d bytes there are", len(body))
		}
		size *= n
	}
	if size != len(body) {
		return nil, fmt.Errorf("the header promises %d bytes, there are %d", size, len(body))
	}
	return body, nil
}

// digits reads the 8×8 digits. The last fifth of them is the test set.
func digits(path string, sums []string) (train, test examples, err error) {
	b, err := verified(path, sums[0])
	if err != nil {
		return train, test, err
	}
	all, err := parseDigits(b)
	if err != nil {
		return train, test, err
	}
	n := len(all.y) * 4 / 5 // 1,437 of 1,797
	return examples{all.x[:n*64], all.y[:n]}, examples{all.x[n*64:], all.y[n:]}, nil
}

// parseDigits reads lines of 64 values from 0 to 16, which it scales to 0 to
// 255, and a class.
func parseDigits(b []byte) (examples, error) {
	var e examples
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord = 65
	rows, err := r.ReadAll()
	if err != nil {
		return e, err
	}
	for i, row := range rows {
		for j, field := range row {
			v, err := strconv.Atoi(field)
			if err != nil || v < 0 || v > 16 || j == 64 && v > 9 {
				return e, fmt.Errorf("line %d: %q is neither a shade from 0 to 16 nor a class from 0 to 9", i+1, field)
			}
			if j == 64 {
				e.y = append(e.y, uint8(v))
			} else {
				e.x = append(e.x, uint8((v*255+8)/16))
			}
		}
	}
	return e, nil
}
