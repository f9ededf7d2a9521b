package io.slipstream.persistence;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface LeaderRepository extends JpaRepository<LeaderEntity, UUID> {}
