package io.slipstream.persistence;

import org.springframework.data.jpa.repository.JpaRepository;

interface CursorRepository extends JpaRepository<CursorEntity, CursorEntity.Key> {}
